#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "CNCurses.h"

#include <curses.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

extern WINDOW *cnc_keys;

int cnc_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static uint32_t named(wint_t code) {
  switch (code) {
    case KEY_UP: return CNC_KEY_UP;
    case KEY_DOWN: return CNC_KEY_DOWN;
    case KEY_LEFT: return CNC_KEY_LEFT;
    case KEY_RIGHT: return CNC_KEY_RIGHT;
    case KEY_HOME: case KEY_A1: case KEY_FIND: return CNC_KEY_HOME;
    case KEY_END: case KEY_C1: case KEY_SELECT: case KEY_LL: return CNC_KEY_END;
    case KEY_PPAGE: case KEY_A3: return CNC_KEY_PAGE_UP;
    case KEY_NPAGE: case KEY_C3: return CNC_KEY_PAGE_DOWN;
    case KEY_IC: return CNC_KEY_INSERT;
    case KEY_DC: return CNC_KEY_DELETE;
    case KEY_BACKSPACE: return CNC_KEY_BACKSPACE;
    case KEY_BTAB: return CNC_KEY_BACK_TAB;
    case KEY_ENTER: return CNC_KEY_ENTER;
    default: break;
  }
  if (code > KEY_F0 && code <= KEY_F(63)) return CNC_KEY_F0 + (code - KEY_F0);
  return 0;
}

static cnc_input mouse(void) {
  MEVENT event;
  if (getmouse(&event) != OK) return (cnc_input){CNC_OTHER, 0, 0, 0};
  int kind = CNC_OTHER;
  if (event.bstate & BUTTON4_PRESSED) kind = CNC_WHEEL_UP;
  else if (event.bstate & BUTTON5_PRESSED) kind = CNC_WHEEL_DOWN;
  else if (event.bstate & BUTTON1_PRESSED) kind = CNC_PRESS;
  return (cnc_input){kind, 0, event.x, event.y};
}

bool cnc_tty_has_input(void) {
  int count = 0;
  return ioctl(STDIN_FILENO, FIONREAD, &count) == 0 && count > 0;
}

cnc_input cnc_read(void) {
  wint_t code = 0;
  int result = cnc_keys ? wget_wch(cnc_keys, &code) : ERR;
  if (result == OK) return (cnc_input){CNC_SCALAR, code, 0, 0};
  if (result != KEY_CODE_YES) return (cnc_input){CNC_NOTHING, 0, 0, 0};
  if (code == KEY_MOUSE) return mouse();
  // A resize is told by the signal; what has no name here is no key of ours.
  uint32_t key = named(code);
  return (cnc_input){key ? CNC_KEY : CNC_OTHER, key, 0, 0};
}
