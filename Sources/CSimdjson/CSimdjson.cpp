// The parser finds where every value begins, and checks UTF-8 and the ends of strings, at some GB/s; the
// walk over those places is our own. The on-demand walk neither checks what it skips nor the grammar of
// numbers, wants padding after the body, and picks its instructions at compile time.
#define SIMDJSON_EXCEPTIONS 0
#include "CSimdjson.h"
#include "PageReader.h"

#include <atomic>

const char *csimdjson_version(void) { return SIMDJSON_STRINGIFY(SIMDJSON_VERSION); }

struct csimdjson_desk {
    /// Nobody's while a thread reads with it.
    std::atomic<Parser *> parser{nullptr};
    /// Places a parser may have found and still be kept: four bytes each.
    static constexpr size_t most = 1 << 20;
};

csimdjson_desk *csimdjson_desk_create(void) { return new (std::nothrow) csimdjson_desk; }

void csimdjson_desk_free(csimdjson_desk *desk) {
    if (desk) delete desk->parser.load();
    delete desk;
}

csimdjson_page csimdjson_read(const csimdjson_request *request, csimdjson_desk *desk) {
    csimdjson_page page = {};
    std::unique_ptr<Parser> parser(desk ? desk->parser.exchange(nullptr) : nullptr);
    if (!PageReader(*request, page, parser).read()) {
        const csimdjson_page fault = page;
        csimdjson_free_page(&page);
        page.reason = fault.reason;
        page.byte = fault.byte;
        page.fault = fault.fault;
    }
    if (desk && parser && parser->n_structural_indexes <= desk->most)
        parser.reset(desk->parser.exchange(parser.release()));
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
