#define _GNU_SOURCE

#include "CTerminalGuard.h"
#include "Rescue.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { STACK_ROOM = 64 * 1024 };

/// What a signal does while the terminal is the program's.
enum reaction {
  /// The system's default, untouched.
  STANDARD = 0,
  /// Gives the terminal back and ends the process by that signal, at once.
  ENDS,
  /// Asks the program to end; a second one ends it at once.
  ASKS,
  /// Is told to the program.
  TELLS,
  /// Happens to no effect: the call that caused it fails instead. Not "ignored", which a program started by this one would be left with.
  FAILS
};

/// The one table of signals. The default action of every other one is to do nothing, to stop the process (TTIN, TTOU), or not
/// to be changed (KILL, STOP).
static const uint8_t table[NSIG] = {
  [SIGILL] = ENDS, [SIGTRAP] = ENDS, [SIGABRT] = ENDS, [SIGBUS] = ENDS, [SIGFPE] = ENDS,
  [SIGSEGV] = ENDS, [SIGSYS] = ENDS, [SIGUSR1] = ENDS, [SIGUSR2] = ENDS, [SIGALRM] = ENDS,
  [SIGSTKFLT] = ENDS, [SIGXCPU] = ENDS, [SIGVTALRM] = ENDS, [SIGPROF] = ENDS, [SIGIO] = ENDS,
  [SIGPWR] = ENDS,
  [SIGHUP] = ASKS, [SIGINT] = ASKS, [SIGQUIT] = ASKS, [SIGTERM] = ASKS,
  [SIGTSTP] = TELLS, [SIGCONT] = TELLS, [SIGWINCH] = TELLS,
  [SIGPIPE] = FAILS, [SIGXFSZ] = FAILS,
};

/// The real-time signals are numbered by the C library; nothing but a request from outside sends one.
static enum reaction reaction_to(int number) {
  return number >= SIGRTMIN && number <= SIGRTMAX ? ENDS : (enum reaction)table[number];
}

pid_t cterm_guardian;
static int wake = -1;
static atomic_bool listens;
static _Atomic uint32_t untold;
/// The first signal that asked for the end; 0 for none.
static atomic_int asked;
/// How many have asked: directly, and through the guardian. One sent to the whole process group comes both ways.
static atomic_uint direct, passed_on;
static timer_t deadline;
static bool has_deadline;
static atomic_uint deadlines_passed;

static void end(int number) {
  cterm_give_back();
  cterm_die(number);
}

static void tell(int number) {
  // As the system has it: stop and continue take back what was not heard of the other.
  if (number == SIGTSTP) cterm_forget_signal(SIGCONT);
  if (number == SIGCONT) cterm_forget_signal(SIGTSTP);
  atomic_fetch_or(&untold, UINT32_C(1) << number);
  const uint64_t one = 1;
  if (write(wake, &one, sizeof one) < 0) return;  // Full: it is readable anyway.
}

/// A program too busy to hear loses the terminal after 150 ms, and its life 750 ms later.
static void begin_deadline(void) {
  const struct itimerspec soon = {.it_value = {0, 150000000}, .it_interval = {0, 750000000}};
  if (has_deadline) timer_settime(deadline, 0, &soon, NULL);
}

static void deadline_passed(void) {
  cterm_give_back();
  if (atomic_fetch_add(&deadlines_passed, 1) == 0) return;
  int number = atomic_load(&asked);
  if (atomic_load(&untold) & (UINT32_C(1) << number)) cterm_die(number);
  const struct itimerspec never = {0};
  timer_settime(deadline, 0, &never, NULL);
}

static void ask(int number, const siginfo_t *info) {
  bool by_guardian = info->si_code == SI_QUEUE && info->si_pid == cterm_guardian;
  // A hang-up comes once from the shell and once from the terminal.
  if (number != SIGHUP) atomic_fetch_add(by_guardian ? &passed_on : &direct, 1);
  if (atomic_load(&direct) > 1 || atomic_load(&passed_on) > 1) end(number);
  int none = 0;
  if (atomic_compare_exchange_strong(&asked, &none, number)) begin_deadline();
  tell(number);
}

static void react(int number, siginfo_t *info, void *context) {
  (void)context;
  int before = errno;
  bool heard = atomic_load(&listens);
  switch (reaction_to(number)) {
    case ENDS:
      if (number == SIGALRM && info->si_code == SI_TIMER) deadline_passed();
      else end(number);
      break;
    case ASKS:
      // Once asked, a program that has given the terminal back may take its time.
      if (heard || atomic_load(&asked) != 0) ask(number, info);
      else end(number);
      break;
    case TELLS:
      if (heard) tell(number);
      else if (number == SIGTSTP) cterm_stop(number);
      break;
    default: break;
  }
  errno = before;
}

int cterm_handle_signals(void) {
  if (wake >= 0) return wake;
  wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake < 0) return -1;
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
  has_deadline = timer_create(CLOCK_MONOTONIC, &event, &deadline) == 0;
  for (int number = 1; number < NSIG; number++) {
    enum reaction reaction = reaction_to(number);
    if (reaction == STANDARD) continue;
    // Deferred it would be lost when the handler itself runs into a fault.
    int flags = SA_SIGINFO | SA_ONSTACK | (reaction == ENDS ? SA_NODEFER : SA_RESTART);
    struct sigaction action = {.sa_sigaction = react, .sa_flags = flags};
    sigaction(number, &action, NULL);
  }
  return wake;
}

void cterm_listen(bool somebody) { atomic_store(&listens, somebody); }

uint32_t cterm_take_signals(void) {
  uint64_t count;
  if (read(wake, &count, sizeof count) < 0) return 0;
  return atomic_exchange(&untold, 0);
}

void cterm_forget_signal(int number) {
  atomic_fetch_and(&untold, ~(UINT32_C(1) << number));
}

void cterm_guard_thread(void) {
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

/// Only in this thread the signal is let through, and only to it is it sent: an orphaned process group, which nobody could
/// continue, is not stopped. Raised first and let through then, so that one that was already waiting does not stop it twice.
void cterm_stop(int number) {
  struct sigaction ours, standard = {.sa_handler = SIG_DFL};
  sigset_t only, before;
  sigemptyset(&only);
  sigaddset(&only, number);
  pthread_sigmask(SIG_BLOCK, &only, &before);
  sigaction(number, &standard, &ours);
  raise(number);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  sigaction(number, &ours, NULL);
}

/// The default action and no mask: the process ends by the true signal. The language runtime's crash reporter is passed
/// over on purpose: it would ask questions on the terminal and hold it for half a minute.
void cterm_die(int number) {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  signal(number, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
  _exit(128 + number);
}
