#include "CPlatform.h"

#include <malloc.h>

// mallopt and its constants are not part of the module that Swift imports as Glibc.
void cplatform_give_memory_back_early(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 2 << 20);
}

void cplatform_keep_memory_for_pages(void) {
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, 16 << 20);
}
