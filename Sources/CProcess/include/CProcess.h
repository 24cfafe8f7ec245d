#ifndef CPROCESS_H
#define CPROCESS_H

/// Keeps this process's memory to itself: no core file, no debugger or /proc reader of the same user. Call it at the start.
void cprocess_hide_memory(void);

/// Makes a pipe, reading end first, of which no child process inherits anything; 0, or -1 and errno.
int cprocess_pipe(int *ends);

#endif
