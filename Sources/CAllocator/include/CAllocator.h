#ifndef CALLOCATOR_H
#define CALLOCATOR_H

/// Has the C library's allocator give memory back early: one arena instead of one a thread, blocks of a megabyte and more
/// straight from the system and back to it, and of what is free at the end of the heap two megabytes at the most. Frames and
/// small pages stay below: fresh memory for each would cost a key more than drawing does. Call it before the first thread starts.
void callocator_give_back_early(void);

#endif
