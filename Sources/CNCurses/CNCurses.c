#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "BuiltInDescription.h"
#include "CNCurses.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

/// Where ncurses draws; the same open file as `drawing_descriptor`, which is the number ncurses knows.
static int memory = -1, drawing_descriptor = -1;
static int colors;

int cnc_open(bool with_colors) {
  memory = memfd_create("frame", MFD_CLOEXEC);
  drawing_descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10);
  FILE *drawing = drawing_descriptor < 0 ? NULL : fdopen(drawing_descriptor, "w");
  if (memory < 0 || !drawing) return CNC_NO_MEMORY_FILE;
  // The size comes by cnc_resize: LINES and COLUMNS in the environment may be those of another terminal.
  use_env(FALSE);
  SCREEN *screen = newterm(NULL, drawing, stdin);
  if (!screen) {
    // Some descriptions (the Linux console's) name no size of their own to start with.
    use_env(TRUE);
    screen = newterm(NULL, drawing, stdin);
    use_env(FALSE);
  }
  if (!screen) {
    cnc_builtin_begin();
    screen = newterm(CNC_BUILTIN_NAME, drawing, stdin);
    cnc_builtin_end();
  }
  if (!screen) return CNC_UNKNOWN_TERMINAL;
  // These want the real terminal; everything after goes to memory.
  // Raw: what the interrupt key and the like do is told by the program, since a paste may hold their characters.
  raw();
  noecho();
  nonl();
  dup3(memory, drawing_descriptor, O_CLOEXEC);
  typeahead(-1);
  if (with_colors && has_colors() && start_color() == OK) {
    colors = COLORS;
    use_default_colors();
  }
  idlok(stdscr, TRUE);
  leaveok(stdscr, TRUE);
  curs_set(0);
  return CNC_OPENED;
}

cnc_size cnc_tty_size(void) {
  struct winsize size;
  if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) != 0) return (cnc_size){0, 0, errno};
  return (cnc_size){size.ws_row, size.ws_col, 0};
}

void cnc_resize(int rows, int columns) {
  resizeterm(rows, columns);
  werase(stdscr);
  clearok(curscr, TRUE);
}

bool cnc_locale_is_utf8(void) {
  setlocale(LC_CTYPE, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool cnc_force_utf8(void) {
  const char *const names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "POSIX.UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  }
  return false;
}

int cnc_colors(void) { return colors; }

bool cnc_has_truecolor(void) {
  char *rgb = tigetstr("RGB");
  return tigetflag("Tc") > 0 || tigetflag("RGB") > 0 || tigetnum("RGB") > 0
         || (rgb && rgb != (char *)-1);
}
int cnc_pair_limit(void) { return COLOR_PAIRS; }

bool cnc_init_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK;
}

// The row being put together: `style` is a blank cell in the style of the cells to come.
static cchar_t style, *row;
static int row_count, row_room;

void cnc_style(uint8_t emphasis, int pair) {
  attr_t attributes = (emphasis & 1 ? A_BOLD : 0) | (emphasis & 2 ? A_DIM : 0)
                      | (emphasis & 4 ? A_UNDERLINE : 0) | (emphasis & 8 ? A_REVERSE : 0);
  setcchar(&style, L" ", attributes, (short)(pair > 255 ? 255 : pair), &pair);
}

void cnc_cell(uint32_t base, uint32_t mark, uint32_t second_mark) {
  if (row_count == row_room) {
    int room = row_room ? 2 * row_room : 256;
    cchar_t *grown = realloc(row, (size_t)room * sizeof *row);
    if (!grown) return;
    row = grown;
    row_room = room;
  }
  cchar_t *cell = &row[row_count++];
  *cell = style;
  cell->chars[0] = (wchar_t)base;
  cell->chars[1] = (wchar_t)mark;
  cell->chars[2] = (wchar_t)second_mark;
}

void cnc_end_row(int y) {
  if (row_count > 0) mvadd_wchnstr(y, 0, row, row_count);
  row_count = 0;
}

void cnc_background(int pair) {
  cchar_t blank;
  setcchar(&blank, L" ", A_NORMAL, (short)(pair > 255 ? 255 : pair), &pair);
  wbkgrndset(stdscr, &blank);
}

void cnc_scroll(int top, int bottom, int lines) {
  scrollok(stdscr, TRUE);
  if (wsetscrreg(stdscr, top, bottom) == OK) wscrl(stdscr, lines);
  wsetscrreg(stdscr, 0, getmaxy(stdscr) - 1);
  scrollok(stdscr, FALSE);
}

void cnc_erase(void) { werase(stdscr); }
void cnc_redraw(void) { clearok(curscr, TRUE); }

void cnc_cursor(int y, int x, bool shown) {
  leaveok(stdscr, y < 0);
  curs_set(shown);
  if (y >= 0) wmove(stdscr, y, x);
}

void cnc_update(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

void cnc_leave(void) { endwin(); }

size_t cnc_pending(void) {
  // What lies behind is left of longer frames: to cut it off would cost each frame its memory anew.
  off_t size = lseek(memory, 0, SEEK_CUR);
  return size < 0 ? 0 : (size_t)size;
}

size_t cnc_take(uint8_t *into, size_t room) {
  size_t taken = 0;
  while (taken < room) {
    ssize_t count = pread(memory, into + taken, room - taken, (off_t)taken);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    taken += (size_t)count;
  }
  lseek(memory, 0, SEEK_SET);
  return taken;
}
