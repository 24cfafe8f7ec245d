// What the parts of this target share.
#ifndef RESCUE_H
#define RESCUE_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

enum { RESET_ROOM = 1024 };

/// All it takes to give the terminal back; on a page shared with the guardian, where there is one.
struct rescue {
  /// Set while the terminal is the program's; whoever clears it gives the terminal back.
  atomic_bool armed;
  struct termios shell_modes, program_modes;
  size_t reset_count;
  uint8_t reset_bytes[RESET_ROOM];
};

extern struct rescue *cterm_rescue;
/// Where this process writes to the terminal, without ever being blocked; -1 for nowhere.
extern int cterm_descriptor;
/// The guardian of this process; 0 for none.
extern pid_t cterm_guardian;

// Called from signal handlers, so they use only functions that are safe there.

void cterm_write(int descriptor, const uint8_t *bytes, size_t count);

#endif
