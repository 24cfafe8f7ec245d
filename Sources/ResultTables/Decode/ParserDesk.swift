import CSimdjson

/// What the parser keeps from one answer to the next.
///
/// `@unchecked`: the pointer never changes, and what it points to is made for any number of threads.
final class ParserDesk: @unchecked Sendable {
  let desk = csimdjson_desk_create()

  deinit { csimdjson_desk_free(desk) }
}
