import ResultTables
import TextCanvas

extension PastedText {
  /// What is said where more was pasted than a line takes.
  static let cutNote = "only the paste's first line was taken"
}

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
    /// The file to save a picture of the screen in.
    case screenPath(ScreenQuestion)
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
    /// Tab in a filter: what has been typed up to the cursor is to be completed.
    case completing(String)
  }

  /// What the view has to say of the text being typed.
  struct Note: Hashable, Sendable {
    let text: String
    /// Whether it says that something is wrong.
    let isTrouble: Bool
    /// The character, counted from 1, from which on the text is shown as not understood; nil for none.
    let troubleColumn: Int?

    init(_ text: String, isTrouble: Bool = false, troubleColumn: Int? = nil) {
      self.text = text
      self.isTrouble = isTrouble
      self.troubleColumn = troubleColumn
    }
  }

  let purpose: Purpose
  /// What stands in the line at first.
  let text: String
  /// Texts typed before, the newest first: Up brings them back.
  var past: [String] = []
}
