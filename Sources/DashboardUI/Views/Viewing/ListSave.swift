package import QueryCore

/// A list to be put in a file as a person sees it: what is shown of it, in that order.
package struct ListSave: Hashable, Sendable {
  /// What is in it, as values: what becomes of the target meanwhile does not change the file.
  package enum Rows: Hashable, Sendable {
    /// Queries of a batch, whatever their state.
    case queries([BatchQuery], of: Target)
    /// What failed of a target, by cause and query by query.
    case failures(TargetSnapshot)
    case targets([TargetSnapshot])
    /// A document of the view's own, the same in every format.
    case text(String)
  }

  package let rows: Rows
  package let format: ListFormat
  /// As typed: relative to the folder querytop was started in.
  package let path: String
  /// What is said of it, such as `20 queries`.
  package let what: String

  package init(_ rows: Rows, as format: ListFormat, to path: String, what: String) {
    self.rows = rows
    self.format = format
    self.path = path
    self.what = what
  }
}

/// How a saved list is written.
package enum ListFormat: String, Hashable, Sendable, CaseIterable {
  /// A line an id: what `rerun --ids` reads.
  case ids
  case csv
  case json

  /// What a file's name ends with, without the dot.
  package var ending: String { self == .ids ? "txt" : rawValue }

  /// The format whose ending a file's name has; nil where it has none of them.
  package init?(fileName: String) {
    let format = Self.allCases.first { fileName.hasSuffix("." + $0.ending) }
    guard let format else { return nil }
    self = format
  }

  /// The one Tab comes to next.
  var next: ListFormat {
    switch self {
    case .ids: .csv
    case .csv: .json
    case .json: .ids
    }
  }
}

/// What became of a list that was to be saved.
package enum SaveReport: Hashable, Sendable {
  /// All of it stands in the file; `bytes` is its size.
  case saved(ListSave, bytes: Int)
  /// Nothing stands under the name that did not before; holds a sentence that says why.
  case refused(String)

  /// What a person is told.
  package var sentence: String {
    switch self {
    case .saved(let list, let bytes):
      "\(list.what) saved in \(list.path): \(CountText.of(bytes, "byte", "bytes"))"
    case .refused(let sentence): sentence
    }
  }

  var notice: Notice {
    if case .refused = self { Notice(sentence, isTrouble: true) } else { Notice(sentence) }
  }
}
