import ResultTables

/// A line of text a view asks for.
struct Prompt: Hashable, Sendable {
  /// What the text is for.
  enum Purpose: Hashable, Sendable {
    /// The words to filter a list by; applied as they are typed.
    case filter
    /// The text to look for in rows.
    case search
    /// The file to save all rows in.
    case exportPath(RowFormat)
    /// The file to save a list in.
    case savePath(SaveQuestion)
    /// The file of a batch's request.
    case requestFile
    /// The file to save a new request in.
    case bodyPath
    /// The word that has something done.
    case confirm(ActionQuestion)
  }

  /// What became of it.
  enum Event: Hashable, Sendable {
    /// The text has changed; sent for a filter alone.
    case changed(String)
    case accepted(String)
    /// Given up; holds the text the prompt began with.
    case cancelled(String)
    /// Tab: the next format, with what has been typed.
    case nextFormat(String)
  }

  let purpose: Purpose
  /// What stands in the line at first.
  let text: String
}
