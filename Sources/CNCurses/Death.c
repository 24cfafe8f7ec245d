#define _GNU_SOURCE

#include "CNCurses.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

enum { ERRORS_ROOM = 64 * 1024, STACK_ROOM = 64 * 1024 };

static struct termios shell_mode, program_mode;
static uint8_t reset_bytes[1024];
static size_t reset_count;
static int reset_descriptor = -1;
/// Set while the terminal is ours; whoever clears it gives the terminal back.
static atomic_bool armed;
static int caught_errors = -1, real_errors = -1;
static atomic_bool holding;

bool cnc_tty_save(void) { return tcgetattr(STDIN_FILENO, &shell_mode) == 0; }

void cnc_tty_keep(void) {
  if (tcgetattr(STDIN_FILENO, &program_mode) != 0) program_mode = shell_mode;
  program_mode.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
  cnc_tty_program();
}

void cnc_tty_program(void) { tcsetattr(STDIN_FILENO, TCSANOW, &program_mode); }
void cnc_tty_shell(void) { tcsetattr(STDIN_FILENO, TCSANOW, &shell_mode); }
void cnc_tty_drop_output(int descriptor) { tcflush(descriptor, TCOFLUSH); }

// From here to `die`: called from signal handlers, so only functions that are safe there.

static void put(int descriptor, const uint8_t *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

void cnc_errors_release(void) {
  if (!atomic_exchange(&holding, false)) return;
  dup2(real_errors, STDERR_FILENO);
  uint8_t bytes[512];
  off_t at = 0;
  for (;;) {
    ssize_t count = pread(caught_errors, bytes, sizeof bytes, at);
    if (count <= 0 || bytes[0] == 0) return;
    ssize_t used = 0;
    for (; used < count && bytes[used] != 0; used++) {
      uint8_t byte = bytes[used];
      if ((byte < ' ' && byte != '\n' && byte != '\t') || byte >= 127) bytes[used] = '?';
    }
    put(STDERR_FILENO, bytes, (size_t)used);
    at += used;
  }
}

static void give_back(void) {
  if (!atomic_exchange(&armed, false)) return;
  cnc_tty_drop_output(reset_descriptor);
  put(reset_descriptor, reset_bytes, reset_count);
  cnc_tty_shell();
  cnc_errors_release();
}

static void die(int signal) {
  give_back();
  cnc_die(signal);
}

/// The default action and no mask: the process ends by the true signal. The language runtime's crash reporter is passed
/// over on purpose: it would ask questions on the terminal and hold it for half a minute.
void cnc_die(int signal_number) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signal_number);
  signal(signal_number, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(signal_number);
}

void cnc_death_arm(int descriptor, const uint8_t *bytes, size_t count) {
  static bool installed;
  reset_count = count < sizeof reset_bytes ? count : sizeof reset_bytes;
  memcpy(reset_bytes, bytes, reset_count);
  reset_descriptor = descriptor;
  atomic_store(&armed, true);
  cnc_guard_thread();
  if (installed) return;
  installed = true;
  const int fatal[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
  struct sigaction action = {.sa_handler = die, .sa_flags = SA_ONSTACK | SA_NODEFER};
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
  atexit(give_back);
}

void cnc_death_disarm(void) { atomic_store(&armed, false); }

void cnc_guard_thread(void) {
  static _Thread_local bool guarded;
  if (guarded) return;
  guarded = true;
  stack_t present;
  if (sigaltstack(NULL, &present) == 0 && !(present.ss_flags & SS_DISABLE)) return;
  void *stack = mmap(NULL, STACK_ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack == MAP_FAILED) return;
  stack_t ours = {.ss_sp = stack, .ss_size = STACK_ROOM};
  sigaltstack(&ours, NULL);
}

void cnc_errors_hold(void) {
  if (!isatty(STDERR_FILENO)) return;
  if (caught_errors >= 0) close(caught_errors);
  caught_errors = memfd_create("errors", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (real_errors < 0) real_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  if (caught_errors < 0 || real_errors < 0) return;
  // A sealed size bounds what a talkative library can take; what does not fit is refused to it.
  if (ftruncate(caught_errors, ERRORS_ROOM) != 0) return;
  fcntl(caught_errors, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK);
  if (dup2(caught_errors, STDERR_FILENO) >= 0) atomic_store(&holding, true);
}

/// Only in this thread the signal is let through, and only to it is it sent: the program's own signal sources do not see
/// it, and an orphaned process group, which nobody could continue, is not stopped.
void cnc_stop(int signal_number) {
  struct sigaction ours, standard = {.sa_handler = SIG_DFL};
  sigset_t only, before;
  sigemptyset(&only);
  sigaddset(&only, signal_number);
  sigaction(signal_number, &standard, &ours);
  pthread_sigmask(SIG_UNBLOCK, &only, &before);
  raise(signal_number);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  sigaction(signal_number, &ours, NULL);
}
