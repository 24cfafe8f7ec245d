import CResultParser
package import QueryCore

/// Reads an answer with rows into a page of columns.
///
/// It looks at the rows to see how they are written:
/// - objects: a column for each name, in order of first appearance, or in the order of the layout's
///   names, further members behind those. Of a member that is twice in a row the last counts.
/// - arrays, where the layout has names: the columns are those names.
/// - arrays otherwise: every row is a row, since only the answer can tell whether the first is a header.
///
/// Columns that no name is left for are named by their number, from 1. Rows that are missing, null or
/// empty are a page of none. Half a surrogate pair becomes U+FFFD, and so does a byte that is not UTF-8;
/// a control character inside a string stays what it is. One decoder for many pages is faster than one for each: it keeps up to some
/// megabytes of memory from one to the next.
package struct ResultPageDecoder: Sendable {
  private let rowsPath: [UInt8]
  private let namesPath: [UInt8]?
  private let limits: ResultDecodeLimits
  private let pool = ParserPool()

  package init(layout: ResultLayout, limits: ResultDecodeLimits = ResultDecodeLimits()) {
    rowsPath = Self.path(layout.rows)
    namesPath = layout.names.map(Self.path)
    self.limits = limits
  }

  /// Reads an answer, wholly or not at all.
  ///
  /// - Throws: `ResultDecodeError` for what is not JSON, is no table, or is beyond a limit.
  package func decode(_ body: [UInt8]) throws(ResultDecodeError) -> DecodedResult {
    var page = read(body)
    var repair: TextRepair?
    if page.reason != nil, page.fault != cresult_at_byte,
      let repaired = TextRepair.repaired(body, to: limits.bodyBytes)
    {
      cresult_free_page(&page)
      page = read(repaired.body)
      repair = repaired.repair
    }
    // What the page's memory has taken over is no longer there to be freed.
    defer { cresult_free_page(&page) }
    if let error = ResultDecodeError(page, of: body) {
      // In what was mended a byte may lie further on than in the answer.
      throw ResultDecodeError(byte: min(error.byte, body.count), reason: error.reason)
    }
    let envelope = [UInt8](UnsafeRawBufferPointer(start: page.envelope, count: page.envelope_size))
    let shape: RowShape =
      switch page.shape {
      case cresult_bare_rows: .bare
      case cresult_named_rows: .named
      default: .none
      }
    return DecodedResult(
      page: ResultPage(taking: &page), shape: shape, envelope: envelope, repair: repair)
  }

  private func read(_ body: [UInt8]) -> cresult_page {
    // The parser reads these during the call only.
    body.withUnsafeBufferPointer { body in
      rowsPath.withUnsafeBufferPointer { rows in
        (namesPath ?? []).withUnsafeBufferPointer { names in
          var request = cresult_request()
          request.body = body.baseAddress
          request.body_size = body.count
          request.rows_path = rows.baseAddress
          request.rows_path_size = rows.count
          request.names_path = namesPath == nil ? nil : names.baseAddress
          request.names_path_size = names.count
          request.max_body = limits.bodyBytes
          request.max_depth = limits.depth
          request.max_columns = limits.columns
          request.max_cells = min(limits.cells, Self.sparseCells + 2 * body.count)
          request.seed = UInt64.random(in: .min ... .max)
          return cresult_read(&request, pool.pool)
        }
      }
    }
  }

  /// Cells that any answer may make: some thousand rows that share no member make millions of missing
  /// ones.
  private static let sparseCells = 2_000_000

  /// Member names as the parser takes them, each closed by a byte that no UTF-8 has.
  private static func path(_ names: [String]) -> [UInt8] {
    names.flatMap { Array($0.utf8) + [0xFF] }
  }
}

/// What an answer with rows holds: the rows, and the rest of it.
package struct DecodedResult: Sendable {
  package let page: ResultPage
  package let shape: RowShape
  /// The answer's JSON with `[]` in the place of its rows: small, and read by an ordinary reader.
  package let envelope: [UInt8]
  /// What was no text and has been mended; nil where there was nothing.
  package let repair: TextRepair?
}

/// What stands in an answer in the place of its rows.
package enum RowShape: Hashable, Sendable {
  /// Nothing, or null.
  case none
  /// A list whose columns have names, or an empty one.
  case named
  /// A list of arrays whose columns have no names but what may stand in the first.
  case bare
}

/// What the parser keeps from one answer to the next.
///
/// `@unchecked`: the pointer never changes, and what it points to is made for any number of threads.
final class ParserPool: @unchecked Sendable {
  let pool = cresult_pool_create()

  deinit { cresult_pool_free(pool) }
}

/// How much of a server's answer is taken before it is refused.
package struct ResultDecodeLimits: Hashable, Sendable {
  /// Bytes of an answer, at most 256 MiB.
  package var bodyBytes: Int
  /// Arrays and objects inside one another, at most 64.
  package var depth: Int
  package var columns: Int
  /// Rows times columns; also rows, and the values inside nested cells and outside the rows.
  package var cells: Int

  package init(
    bodyBytes: Int = 64 << 20, depth: Int = 64, columns: Int = 10_000, cells: Int = 16_000_000
  ) {
    self.bodyBytes = min(max(bodyBytes, 0), 256 << 20)
    self.depth = min(max(depth, 0), 64)
    self.columns = min(max(columns, 0), 1_000_000)
    self.cells = min(max(cells, 0), 1 << 30)
  }
}
