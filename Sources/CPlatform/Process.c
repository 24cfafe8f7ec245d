#define _GNU_SOURCE

#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

// prctl takes a variable number of arguments, which Swift cannot call.
void cplatform_hide_memory(void) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

// renameat2 is hidden from the module that Swift imports as Glibc, and not every file system knows it: a second name is as atomic, and refuses
// an existing one as well.
int cplatform_rename_new(int folder, const char *from, const char *to) {
    if (renameat2(folder, from, folder, to, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -1;
    if (linkat(folder, from, folder, to, 0) != 0) return -1;
    return unlinkat(folder, from, 0);
}

// sync_file_range is not part of the module that Swift imports as Glibc. What it says is no news: fsync tells of every fault.
void cplatform_start_sync(int file, long long place, long long count) {
    sync_file_range(file, place, count, SYNC_FILE_RANGE_WRITE);
}

// memfd_create is not part of the module that Swift imports as Glibc.
int cplatform_memory_file(void) {
    return memfd_create("querytop", MFD_CLOEXEC);
}
