#define _GNU_SOURCE

#include "CTerminalGuard.h"
#include "Rescue.h"

#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// What the guardian needs nothing of, and what must not be found in it: the environment may hold credentials.
static void empty_environment(void) {
  for (char **variable = environ; variable && *variable; variable++) {
    explicit_bzero(*variable, strlen(*variable));
    *variable = NULL;
  }
}

/// Stops as the child did, so that the shell learns of it, and takes the child along when it is continued.
static void stop_like(pid_t child, int number) {
  sigset_t continued;
  sigpending(&continued);
  // Continued in the same moment: then nobody would continue this process again.
  if (!sigismember(&continued, SIGCONT)) cterm_stop(number);
  // The signal that continued this process is heard here: a child that stops again at once (in the background) has stopped after it.
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, SIGCONT);
  const struct timespec now = {0};
  sigtimedwait(&only, NULL, &now);
  kill(child, SIGCONT);
}

static void follow(pid_t child) {
  int status;
  while (waitpid(child, &status, WNOHANG | WUNTRACED) == child) {
    cterm_give_back();
    if (WIFSTOPPED(status)) {
      stop_like(child, WSTOPSIG(status));
    } else if (WIFSIGNALED(status)) {
      cterm_die(WTERMSIG(status));
    } else {
      _exit(WEXITSTATUS(status));
    }
  }
}

/// What the keyboard and the window send goes to the whole process group, and so to the child as well.
static bool came_to_child_too(const siginfo_t *info) {
  if (info->si_code != SI_KERNEL) return false;
  int number = info->si_signo;
  return number == SIGINT || number == SIGQUIT || number == SIGTSTP || number == SIGWINCH;
}

/// Code that only starting up has needed, and the child may have dropped, would count as this process's own.
static int forget_code(struct dl_phdr_info *object, size_t size, void *nothing) {
  (void)size, (void)nothing;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &object->dlpi_phdr[i];
    if (part->p_type != PT_LOAD || (part->p_flags & PF_W)) continue;
    uintptr_t start = (object->dlpi_addr + part->p_vaddr) & ~(page - 1);
    madvise((void *)start, object->dlpi_addr + part->p_vaddr + part->p_memsz - start, MADV_DONTNEED);
  }
  return 0;
}

static _Noreturn void guard(pid_t child, const sigset_t *all) {
  prctl(PR_SET_NAME, "querytop-guard");
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  empty_environment();
  dl_iterate_phdr(forget_code, NULL);
  // An open file of its own: the shell shares the standard descriptors and their modes.
  close_range(STDERR_FILENO + 1, ~0U, 0);
  cterm_descriptor = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (cterm_descriptor < 0) {
    cterm_descriptor = open("/dev/tty", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  }
  for (;;) {
    siginfo_t info;
    int number = sigwaitinfo(all, &info);
    if (number == SIGCHLD) {
      follow(child);
    } else if (number > 0 && !came_to_child_too(&info)) {
      // As a value, by which the child knows from whom it comes.
      sigqueue(child, number, (union sigval){.sival_int = 0});
    }
  }
}

void cterm_become_guardian(void) {
  struct rescue *page =
    mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return;
  // Whoever started this process may not have wanted to hear of children; this one has to.
  signal(SIGCHLD, SIG_DFL);
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  pid_t guardian = getpid();
  pid_t child = fork();
  if (child != 0) {
    if (child > 0) {
      cterm_rescue = page;
      guard(child, &all);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    munmap(page, sizeof *page);
    return;
  }
  cterm_rescue = page;
  cterm_guardian = guardian;
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  // It may have been killed before it could be watched.
  if (getppid() != guardian) cterm_die(SIGTERM);
  // From the first moment: what the language runtime does about a fault would hold the terminal.
  cterm_handle_signals();
  sigprocmask(SIG_SETMASK, &before, NULL);
}
