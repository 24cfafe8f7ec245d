#define _GNU_SOURCE

#include "CProcess.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

// prctl takes a variable number of arguments, which Swift cannot call.
void cprocess_hide_memory(void) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

// pipe2 is hidden from the module that Swift imports as Glibc.
int cprocess_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }
