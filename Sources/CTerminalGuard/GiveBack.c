#define _GNU_SOURCE

#include "CTerminalGuard.h"
#include "Rescue.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// How long a terminal that takes nothing is waited for, in milliseconds.
enum { PATIENCE = 100 };

static struct rescue own;
struct rescue *cterm_rescue = &own;
int cterm_descriptor = -1;

bool cterm_save_modes(void) { return tcgetattr(STDIN_FILENO, &cterm_rescue->shell_modes) == 0; }

void cterm_keep_modes(void) {
  struct termios *modes = &cterm_rescue->program_modes;
  if (tcgetattr(STDIN_FILENO, modes) != 0) *modes = cterm_rescue->shell_modes;
  modes->c_iflag &= ~(tcflag_t)(IXON | IXOFF);
  cterm_program_modes();
  // As the driver has taken them, to know them again.
  tcgetattr(STDIN_FILENO, modes);
}

void cterm_program_modes(void) {
  tcsetattr(STDIN_FILENO, TCSANOW, &cterm_rescue->program_modes);
}

void cterm_arm(int descriptor, const uint8_t *bytes, size_t count) {
  static bool registered;
  struct rescue *rescue = cterm_rescue;
  rescue->reset_count = count < RESET_ROOM ? count : RESET_ROOM;
  memcpy(rescue->reset_bytes, bytes, rescue->reset_count);
  cterm_descriptor = descriptor;
  atomic_store(&rescue->armed, true);
  cterm_guard_thread();
  if (registered) return;
  registered = true;
  atexit(cterm_give_back);
}

bool cterm_disarm(void) { return atomic_exchange(&cterm_rescue->armed, false); }
bool cterm_is_armed(void) { return atomic_load(&cterm_rescue->armed); }

// From here on: called from signal handlers.

/// In the background these calls would stop the process instead of being carried out, unless the signal is blocked.
static void hold_background_stop(sigset_t *before) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &only, before);
}

void cterm_shell_modes(void) {
  sigset_t before;
  hold_background_stop(&before);
  tcsetattr(STDIN_FILENO, TCSANOW, &cterm_rescue->shell_modes);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void cterm_drop_output(int descriptor) {
  sigset_t before;
  hold_background_stop(&before);
  tcflush(descriptor, TCOFLUSH);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/// Whether the modes are still the program's. A shell that found its job dead has set its own, which are to stay.
static bool modes_are_ours(void) {
  const struct termios *ours = &cterm_rescue->program_modes;
  struct termios now;
  return tcgetattr(STDIN_FILENO, &now) == 0 && now.c_iflag == ours->c_iflag
         && now.c_oflag == ours->c_oflag && now.c_lflag == ours->c_lflag
         && memcmp(now.c_cc, ours->c_cc, sizeof now.c_cc) == 0;
}

void cterm_write(int descriptor, const uint8_t *bytes, size_t count) {
  for (int waits = 0; count > 0 && waits <= 10;) {
    ssize_t written = write(descriptor, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written < 0 && errno == EAGAIN) {
      struct pollfd wanted = {.fd = descriptor, .events = POLLOUT};
      poll(&wanted, 1, PATIENCE / 10);
      waits++;
    } else if (written == 0 || errno != EINTR) {
      return;
    }
  }
}

void cterm_give_back(void) {
  if (!cterm_disarm()) return;
  bool ours = modes_are_ours();
  if (ours) cterm_drop_output(cterm_descriptor);
  cterm_write(cterm_descriptor, cterm_rescue->reset_bytes, cterm_rescue->reset_count);
  if (ours) cterm_shell_modes();
  cterm_release_errors();
}
