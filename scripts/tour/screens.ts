/** A screen of the product: its address without the language, dynamic parts as `[name]`; `worded` when it stands in a language. */
export type Screen = { readonly pattern: string; readonly worded: boolean };

/** An address found on a screen, and the role that saw it there. */
export type Found = { readonly path: string; readonly role: string };

/** Every screen of the folder `app`, from the paths of its page files; those with no dynamic part first. */
export function screensOf(paths: readonly string[]): Screen[] {
  return paths
    .flatMap((path) => {
      const folders = /^app\/(.*)page\.tsx$/.exec(path)?.[1]?.split("/").filter((folder) => folder !== "" && !/^\(.*\)$/.test(folder));
      if (!folders || folders.some((folder) => folder.startsWith("@"))) return [];
      const worded = folders[0] === "[locale]";
      return [{ pattern: `/${(worded ? folders.slice(1) : folders).join("/")}`, worded }];
    })
    .toSorted((a, b) => Number(isDynamic(a)) - Number(isDynamic(b)) || (a.pattern < b.pattern ? -1 : 1));
}

/** Whether an address of the screen has parts that must be filled. */
export function isDynamic({ pattern }: Screen): boolean {
  return pattern.includes("[");
}

/** An example of a dynamic screen among the addresses found: the own role's first. None is taken that is a screen of its own. */
export function exampleOf(screen: Screen, found: readonly Found[], role: string, all: readonly Screen[]): Found | undefined {
  const expression = expressionOf(screen.pattern);
  const own = new Set(all.filter((other) => !isDynamic(other)).map(({ pattern }) => pattern));
  const fitting = found.filter(({ path }) => expression.test(path) && !own.has(path));
  return fitting.find((each) => each.role === role) ?? fitting[0];
}

/** Further examples of dynamic screens, some of each, that a role found and has not been to: one of them may lead to a screen that the first does not. */
export function furtherExamples(screens: readonly Screen[], found: readonly Found[], role: string, been: ReadonlySet<string>, most: number): Found[] {
  const own = new Set(screens.filter((screen) => !isDynamic(screen)).map(({ pattern }) => pattern));
  const mine = [...new Map(found.filter((each) => each.role === role && !own.has(each.path) && !been.has(each.path)).map((each) => [each.path, each])).values()];
  return screens.filter(isDynamic).flatMap(({ pattern }) => mine.filter(({ path }) => expressionOf(pattern).test(path)).slice(0, most));
}

/** The path of a link without its language, query and fragment; undefined for one that leads out of the house. */
export function pathOf(href: string, house: string): string | undefined {
  if (!URL.canParse(href, house)) return undefined;
  const { origin, pathname } = new URL(href, house);
  return origin === new URL(house).origin ? pathname.replace(/^\/(?:en|zh-CN)(?=\/|$)/, "") || "/" : undefined;
}

/** Whether two paths are one, however their characters are encoded. */
export function samePath(one: string, other: string): boolean {
  return decodeURIComponent(one) === decodeURIComponent(other);
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.split("/").map((part) => {
    if (part.startsWith("[[...")) return ".*";
    if (part.startsWith("[...")) return ".+";
    return part.startsWith("[") ? "[^/]+" : part.replace(/[.*+?^${}()|\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("/")}$`);
}
