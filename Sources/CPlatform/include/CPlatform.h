#ifndef CPLATFORM_H
#define CPLATFORM_H

#include <stdbool.h>

/// Has the C library's allocator give memory back early: one arena instead of one a thread, blocks of a megabyte and more
/// straight from the system and back to it, and of what is free at the end of the heap two megabytes at the most. Frames and
/// small pages stay below: fresh memory for each would cost a key more than drawing does. Call it before the first thread starts.
void cplatform_give_memory_back_early(void);

/// Has the allocator keep what is given back, blocks of some megabytes too, for whoever asks next: a page of rows after another
/// then costs no fresh memory, which to map, to fill with zeros and to give back takes a third of an export's time.
void cplatform_keep_memory_for_pages(void);

/// Keeps this process's memory to itself: no core file, no debugger or /proc reader of the same user. Call it at the start.
void cplatform_hide_memory(void);

/// Renames a file within a folder in one step, unless there is one of the new name; 0, or -1 and errno.
int cplatform_rename_new(int folder, const char *from, const char *to);

/// Has the system begin to bring a range of a file to the disk, and waits for nothing but room among its requests; a file that is
/// on no disk stays as it is.
void cplatform_start_sync(int file, long long place, long long count);

/// Has the signals that people end a program by end the open line of standard error first; each then ends the process as before.
void cplatform_end_line_on_signals(void);

/// Says whether standard error stands in the middle of a line.
void cplatform_set_line_open(bool is_open);

/// Opens an empty file that stands in memory alone and is not left to children by itself; its descriptor, or -1 and errno.
int cplatform_memory_file(void);

#endif
