// The part of ncurses that querytop uses.
//
// ncurses never touches the terminal's output itself: after cnc_open it draws into memory, and cnc_take hands over the
// exact bytes of what was drawn. It reads nothing: bytes from standard input come by cnc_read as they are.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Columns of a scalar in the present locale, by the C library; -1 for none.
int cnc_columns(uint32_t scalar);

// ncurses is not re-entrant: every call belongs to the main actor, and the compiler is to hold us to it.
#pragma clang attribute push(__attribute__((swift_attr("@MainActor"))), apply_to = function)

// Opening and size (CNCurses.c)

enum { CNC_OPENED = 0, CNC_NO_MEMORY_FILE = 1, CNC_UNKNOWN_TERMINAL = 2 };

/// Starts ncurses on standard input and output, with colours if the terminal has them and they are wanted.
///
/// Draws as the built-in description says where this machine has none of the terminal.
/// Keys come unbuffered and unechoed from then on: call cterm_save_modes before, to be able to go back.
int cnc_open(bool with_colors);

typedef struct {
  int rows, columns;
  /// errno of a failed question; EIO when the terminal is gone.
  int error;
} cnc_size;

/// What the kernel says of the terminal on standard input.
cnc_size cnc_tty_size(void);
/// Tells ncurses of a new size; the next update draws everything.
void cnc_resize(int rows, int columns);
/// Whether the locale's encoding is UTF-8; sets the locale of characters from the environment.
bool cnc_locale_is_utf8(void);
/// Takes a UTF-8 locale whatever the environment says; false where this machine has none of the usual ones. Before cnc_open.
bool cnc_force_utf8(void);

/// The terminal whose description comes with querytop.
#define CNC_BUILTIN_NAME "xterm-256color"

enum {
  /// This machine has a description.
  CNC_INSTALLED,
  /// It has none: the one that comes with querytop.
  CNC_BUILT_IN,
  /// There is a description, of a terminal without a cursor that could be moved.
  CNC_UNDRAWABLE,
  /// Neither: an ncurses may be built not to heed TERMINFO for the administrator, and ours comes by that way.
  CNC_UNDESCRIBED
};

typedef struct {
  int kind;
  /// 0 for none.
  int colors;
} cnc_description;

/// Which description cnc_open would draw a terminal by; its name is not empty. Not while a terminal is open.
cnc_description cnc_describe(const char *term);

/// Whether the open terminal takes the sequences of ECMA-48.
bool cnc_is_ansi(void);
/// Whether the open terminal puts the shell's screen aside and takes it back.
bool cnc_has_alternate_screen(void);

/// Colours in use; 0 without.
int cnc_colors(void);
/// Whether the description says that the terminal shows colours by red, green and blue (RGB; Tc, as tmux has it).
bool cnc_has_truecolor(void);
int cnc_pair_limit(void);
/// Defines a colour pair; -1 is the terminal's own colour.
bool cnc_init_pair(int pair, int foreground, int background);

// Drawing (CNCurses.c)

/// The style of the cells that follow: 1 bold, 2 dim, 4 underline, 8 reverse.
void cnc_style(uint8_t emphasis, int pair);
/// The next cell of a row: a base character and up to two marks (0 for none) that sit on it.
void cnc_cell(uint32_t base, uint32_t mark, uint32_t second_mark);
/// Puts the cells given since the last call at the row's start.
void cnc_end_row(int y);
/// What is erased, cleared or scrolled in has the colours of this pair, where the terminal erases with its background.
void cnc_background(int pair);
void cnc_erase(void);
/// Moves the rows from `top` to `bottom` up by so many lines, down for fewer than none, and leaves those that come in blank.
void cnc_scroll(int top, int bottom, int lines);
/// The next update repaints every cell.
void cnc_redraw(void);
/// Where the next update leaves the cursor, seen or hidden; a row below 0 leaves it wherever drawing has brought it.
void cnc_cursor(int y, int x, bool shown);
/// Writes what changed into memory.
void cnc_update(void);
/// Writes the bytes that give the terminal back into memory; the next cnc_update takes it again.
void cnc_leave(void);
/// Bytes that cnc_take would give.
size_t cnc_pending(void);
/// Moves at most `room` bytes out and forgets the rest.
size_t cnc_take(uint8_t *into, size_t room);

// Input (Input.c)

/// Whether standard input can be read without waiting.
bool cnc_has_input(void);
/// Reads once what is waiting on standard input; 0 when nothing is, or nothing ever will be.
size_t cnc_read(uint8_t *into, size_t room);
/// What the description of the open terminal says by a name of terminfo(5); NULL where it says nothing.
const char *cnc_capability(const char *name);

#pragma clang attribute pop

#endif
