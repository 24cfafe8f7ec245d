package import TextCanvas

/// A picture of the screen to be put in a file.
package struct ScreenSave: Hashable, Sendable {
  /// What was on the screen when it was asked for.
  package let frame: Frame
  package let format: ScreenFormat
  /// As typed: relative to the folder querytop was started in.
  package let path: String
  /// What a viewer of pictures shows above it.
  package let title: String

  package init(_ frame: Frame, as format: ScreenFormat, to path: String, title: String) {
    self.frame = frame
    self.format = format
    self.path = path
    self.title = title
  }
}

/// How a picture of the screen is written.
package enum ScreenFormat: Hashable, Sendable, CaseIterable, FileFormat {
  /// Letters alone.
  case text
  /// Text with the control sequences that colour it, as `cat` shows it on a terminal.
  case ansi
  case svg

  var endings: [String] {
    switch self {
    case .text: ["txt"]
    case .ansi: ["ans", "ansi"]
    case .svg: ["svg"]
    }
  }

  package var word: String {
    switch self {
    case .text: "text"
    case .ansi: "ANSI"
    case .svg: "SVG"
    }
  }
}

/// What a person who saves the screen is asked: the name of the file, and by Tab how it is written.
struct ScreenQuestion: Hashable, Sendable {
  let frame: Frame
  /// What a viewer of pictures shows above it.
  let title: String
  /// The proposed name without its ending; never one a server chose.
  let stem: String
  private(set) var format: ScreenFormat

  /// The prompt as it opens.
  var prompt: Prompt { prompt(named: stem) }

  /// The prompt with the next format, after Tab.
  func next(_ typed: String) -> Prompt {
    var next = self
    next.format = format.next
    return next.prompt(named: typed)
  }

  /// The picture to be saved under the name that was typed.
  func save(to path: String) -> ScreenSave {
    // The name says what is in the file; the format of the prompt is for names that say nothing.
    ScreenSave(frame, as: .of(fileName: path) ?? format, to: path, title: title)
  }

  private func prompt(named name: String) -> Prompt {
    Prompt(purpose: .screenPath(self), text: format.naming(name))
  }
}
