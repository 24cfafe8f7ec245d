#ifndef CPROCESS_H
#define CPROCESS_H

/// Keeps this process's memory to itself: no core file, no debugger or /proc reader of the same user. Call it at the start.
void cprocess_hide_memory(void);

/// Makes a pipe, reading end first, of which no child process inherits anything; 0, or -1 and errno.
int cprocess_pipe(int *ends);

/// Renames a file within a folder in one step, unless there is one of the new name; 0, or -1 and errno.
int cprocess_rename_new(int folder, const char *from, const char *to);

#endif
