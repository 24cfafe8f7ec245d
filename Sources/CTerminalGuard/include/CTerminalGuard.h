// How a program that holds the terminal gives it back, however it ends: the terminal's modes, the signals, what is written to
// standard error meanwhile, and a guardian for the ends that no program hears of.
#ifndef CTERMINALGUARD_H
#define CTERMINALGUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Each has one state a process: the calls belong to the main actor, and the compiler is to hold us to it.
#pragma clang attribute push(__attribute__((swift_attr("@MainActor"))), apply_to = function)

// The terminal's modes (GiveBack.c)

/// Remembers the terminal's modes as the shell left them.
bool cterm_save_modes(void);
/// Remembers the present modes, less flow control, as the program's, and sets them.
void cterm_keep_modes(void);
/// Sets the program's modes again.
void cterm_program_modes(void);
/// Sets the shell's modes, without waiting for output to drain.
void cterm_shell_modes(void);
/// Gives the terminal back, unless that is done; modes that a shell has set since are left. Safe in signal handlers.
void cterm_give_back(void);
/// Drops what the terminal has not read yet.
void cterm_drop_output(int descriptor);

/// From here on the end of this process, or its guardian's notice of it, writes `bytes` (at most 1,024) to the terminal, here
/// by `descriptor`, and restores the shell's modes.
void cterm_arm(int descriptor, const uint8_t *bytes, size_t count);
/// Ends what cterm_arm began; false where the terminal has been given back already.
bool cterm_disarm(void);
/// Whether the terminal is still to be given back: a signal's handler, or the guardian of a stopped program, may have done it.
bool cterm_is_armed(void);

// Standard error (Errors.c)

/// Catches what is written to standard error, where that is a terminal, until it is released.
void cterm_hold_errors(void);
/// Writes the first 64 KiB of what was caught, control characters made harmless, to the real standard error.
void cterm_release_errors(void);

// Signals (Signals.c)

/// Handles every signal as the table in Signals.c says, for good.
///
/// Returns a descriptor that is readable when there is something for cterm_take_signals; -1 where the system has none.
int cterm_handle_signals(void);
/// Whether somebody takes signals; while nobody does, each does what it does by default.
void cterm_listen(bool listens);
/// The signals to tell of since the last call, bit n for signal n.
uint32_t cterm_take_signals(void);
/// Forgets a signal that has come and was not taken.
void cterm_forget_signal(int number);
/// Gives the calling thread a stack to handle its own stack overflow on; cheap to repeat.
void cterm_guard_thread(void);
/// Stops this process by the default action of a job control signal; comes back when it is continued.
void cterm_stop(int number);
/// Ends this process by the default action of a signal.
void cterm_die(int number);

// The guardian (Guardian.c)

/// Splits the process in two: the one that was started becomes the guardian, which gives the terminal back when the other is
/// killed, and stops and ends as the other does; in the other, its child, this returns.
///
/// Call it before the first thread starts. Returns in the process itself where the system refuses another.
void cterm_become_guardian(void);

#pragma clang attribute pop

#endif
