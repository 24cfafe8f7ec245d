#define _GNU_SOURCE

#include "CNCurses.h"

#include <poll.h>
#include <unistd.h>
#include <wchar.h>

int cnc_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

bool cnc_has_input(void) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, 0) > 0 && input.revents & POLLIN;
}

size_t cnc_read(uint8_t *into, size_t room) {
  // Another program may have read what was there: a read would wait then.
  ssize_t count = cnc_has_input() ? read(STDIN_FILENO, into, room) : 0;
  return count > 0 ? (size_t)count : 0;
}
