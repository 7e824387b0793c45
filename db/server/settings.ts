import { statfsSync } from "node:fs";
import { totalmem } from "node:os";

/** pg_hba.conf: loopback with a password, and nothing else. */
export const ACCESS_RULES = "host all all 127.0.0.1/32 scram-sha-256\n";

/** postgresql.conf for one workbench on one machine; an operator's own settings go into local.conf beside it. */
export function serverSettings(port: number, durable: boolean): string {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: durable ? "100" : "400",
    shared_buffers: `${durable ? pageMegabytes() : LEAST_MEGABYTES}MB`,
    effective_cache_size: "1GB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    dynamic_shared_memory_type: roomyShm() ? "posix" : "mmap",
    random_page_cost: "1.1",
    jit: "off",
    autovacuum: durable ? "on" : "off", // its worker, which is the superuser's, keeps a test from dropping its database
    wal_compression: "off",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    synchronous_commit: durable ? "on" : "off",
    fsync: durable ? "on" : "off",
    full_page_writes: durable ? "on" : "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    log_checkpoints: "off",
    logging_collector: "on",
    log_directory: "../log",
    log_filename: "postgres-%a.log",
    log_rotation_age: "1d",
    log_truncate_on_rotation: "on",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  return `${lines.join("\n")}\ninclude_if_exists = 'local.conf'\n`;
}

const [LEAST_MEGABYTES, MOST_MEGABYTES] = [256, 2048];

/** How much memory holds pages: an eighth of what the machine or the container has, within bounds. */
function pageMegabytes(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.min(MOST_MEGABYTES, Math.max(LEAST_MEGABYTES, Math.floor(memory / 8 / 2 ** 20)));
}

/** Containers often give /dev/shm 64 MB, less than a parallel query may ask for. */
function roomyShm(): boolean {
  try {
    const { blocks, bsize } = statfsSync("/dev/shm");
    return blocks * bsize >= 512 * 1024 * 1024;
  } catch {
    return false; // no /dev/shm at all
  }
}
