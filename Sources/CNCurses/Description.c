#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "BuiltInDescription.h"
#include "CNCurses.h"

#include <curses.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

// By itself: term.h makes macros of ordinary words such as "columns".
static cnc_description look_up(const char *term) {
  int found = 0;
  if (setupterm(term, STDOUT_FILENO, &found) != OK) {
    // 1 with an error: there is a description, of a terminal that prints on paper.
    return (cnc_description){found == 1 ? CNC_UNDRAWABLE : CNC_UNDESCRIBED, 0};
  }
  const char *cup = tigetstr("cup");
  int count = tigetnum("colors");
  del_curterm(cur_term);
  bool moves = cup && cup != (const char *)-1;
  return (cnc_description){moves ? CNC_INSTALLED : CNC_UNDRAWABLE, count < 0 ? 0 : count};
}

cnc_description cnc_describe(const char *term) {
  cnc_description description = look_up(term);
  if (description.kind != CNC_UNDESCRIBED) return description;
  cnc_builtin_begin();
  description = look_up(CNC_BUILTIN_NAME);
  cnc_builtin_end();
  if (description.kind == CNC_INSTALLED) description.kind = CNC_BUILT_IN;
  return description;
}

const char *cnc_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

bool cnc_is_ansi(void) {
  const char *cup = cnc_capability("cup");
  return cup && strncmp(cup, "\033[", 2) == 0;
}

bool cnc_has_alternate_screen(void) { return cnc_capability("rmcup") != NULL; }
