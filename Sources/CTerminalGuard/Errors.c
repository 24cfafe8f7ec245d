#define _GNU_SOURCE

#include "CTerminalGuard.h"
#include "Rescue.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROOM = 64 * 1024 };

static int caught = -1, real = -1;
/// Whether it is the terminal that is drawn on, which can be written to without being blocked.
static bool is_drawn_on;
static atomic_bool holding;

void cterm_hold_errors(void) {
  struct stat errors, output;
  if (!isatty(STDERR_FILENO) || fstat(STDERR_FILENO, &errors) != 0) return;
  is_drawn_on = fstat(STDOUT_FILENO, &output) == 0 && output.st_rdev == errors.st_rdev;
  if (caught >= 0) close(caught);
  caught = memfd_create("errors", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (real < 0) real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  if (caught < 0 || real < 0) return;
  // A sealed size bounds what a talkative library can take; what does not fit is refused to it.
  if (ftruncate(caught, ROOM) != 0) return;
  fcntl(caught, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK);
  if (dup2(caught, STDERR_FILENO) >= 0) atomic_store(&holding, true);
}

// Called from signal handlers.
void cterm_release_errors(void) {
  if (!atomic_exchange(&holding, false)) return;
  dup2(real, STDERR_FILENO);
  uint8_t bytes[512];
  off_t at = 0;
  for (;;) {
    ssize_t count = pread(caught, bytes, sizeof bytes, at);
    if (count <= 0 || bytes[0] == 0) return;
    ssize_t used = 0;
    for (; used < count && bytes[used] != 0; used++) {
      uint8_t byte = bytes[used];
      if ((byte < ' ' && byte != '\n' && byte != '\t') || byte >= 127) bytes[used] = '?';
    }
    bool direct = is_drawn_on && cterm_descriptor >= 0;
    cterm_write(direct ? cterm_descriptor : STDERR_FILENO, bytes, (size_t)used);
    at += used;
  }
}
