// The parser finds where every value begins, and checks UTF-8 and the ends of strings, at some GB/s; the
// walk over those places is our own. The on-demand walk neither checks what it skips nor the grammar of
// numbers, wants padding after the body, and picks its instructions at compile time.
#define SIMDJSON_EXCEPTIONS 0
#include "CSimdjson.h"
#include "PageReader.h"

const char *csimdjson_version(void) { return SIMDJSON_STRINGIFY(SIMDJSON_VERSION); }

csimdjson_page csimdjson_read(const csimdjson_request *request) {
    csimdjson_page page = {};
    PageReader reader(*request, page);
    if (!reader.read()) {
        const char *reason = page.reason;
        size_t byte = page.byte;
        csimdjson_free_page(&page);
        page.reason = reason;
        page.byte = byte;
    }
    return page;
}

void csimdjson_free_page(csimdjson_page *page) {
    free(page->arena);
    free(page->slots);
    free(page->names);
    free(page->name_slots);
    free(page->envelope);
    *page = {};
}
