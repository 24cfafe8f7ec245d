// The description of xterm-256color that comes with querytop, for terminals this machine has none of.
//
// ncurses reads descriptions from files, or from the variable TERMINFO. Ours stands in TERMINFO between cnc_builtin_begin and
// cnc_builtin_end, in a copy of the environment: no setenv can move what another thread reads, the person's own TERMINFO
// stays what it was, and no child is started with ours.
#ifndef BUILTINDESCRIPTION_H
#define BUILTINDESCRIPTION_H

/// From here on ncurses finds the built-in description, by CNC_BUILTIN_NAME, before any other.
void cnc_builtin_begin(void);
/// Gives the process its environment back.
void cnc_builtin_end(void);

#endif
