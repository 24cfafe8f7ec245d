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
package enum ListFormat: String, Hashable, Sendable, CaseIterable, FileFormat {
  /// A line an id: what `rerun --ids` reads.
  case ids
  case csv
  case json

  var endings: [String] { [self == .ids ? "txt" : rawValue] }

  var word: String { rawValue }
}

/// What became of something that was to be saved in a file.
package enum SaveReport: Hashable, Sendable {
  /// All of it stands in the file.
  case saved(SavedFile)
  /// Nothing stands under the name that did not before; holds a sentence that says why.
  case refused(String)

  /// A file that was written.
  package struct SavedFile: Hashable, Sendable {
    /// What is in it, such as `20 queries`.
    package let what: String
    package let path: String
    /// Its size.
    package let bytes: Int

    package init(_ what: String, path: String, bytes: Int) {
      self.what = what
      self.path = path
      self.bytes = bytes
    }
  }

  /// What a person is told.
  package var sentence: String {
    switch self {
    case .saved(let file):
      "\(file.what) saved in \(file.path): \(CountText.of(file.bytes, "byte", "bytes"))"
    case .refused(let sentence): sentence
    }
  }

  var notice: Notice {
    if case .refused = self { Notice(sentence, .trouble) } else { Notice(sentence, .receipt) }
  }
}
