#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNCurses.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

// By itself: term.h makes macros of ordinary words such as "columns".
int cnc_described_colors(const char *term) {
  int found = 0;
  if (setupterm(term, STDOUT_FILENO, &found) != OK) return -2;
  int count = tigetnum("colors");
  del_curterm(cur_term);
  return count < 0 ? -1 : count;
}
