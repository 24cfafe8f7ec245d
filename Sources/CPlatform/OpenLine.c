#include "CPlatform.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// Whether the last line of standard error has no end yet.
static atomic_bool line_is_open;

// Only calls that are safe in a handler. The handler is gone by now (SA_RESETHAND), so the signal ends the process as it would have.
static void end_line(int number) {
  if (atomic_load(&line_is_open)) {
    ssize_t written = write(STDERR_FILENO, "\n", 1);
    (void)written;
  }
  raise(number);
}

void cplatform_end_line_on_signals(void) {
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = end_line;
  action.sa_flags = SA_RESETHAND;
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    struct sigaction present;
    // What was ignored at the start (nohup) stays so, and another's handler too.
    if (sigaction(signals[i], NULL, &present) == 0 && present.sa_handler == SIG_DFL)
      sigaction(signals[i], &action, NULL);
  }
}

void cplatform_set_line_open(bool is_open) { atomic_store(&line_is_open, is_open); }
