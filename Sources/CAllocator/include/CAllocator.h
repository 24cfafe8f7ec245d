#ifndef CALLOCATOR_H
#define CALLOCATOR_H

/// Has the C library's allocator give memory back early: one arena instead of one a thread, and large, short-lived blocks
/// such as the pages of an answer straight from the system and back to it. Call it before the first thread starts.
void callocator_give_back_early(void);

#endif
