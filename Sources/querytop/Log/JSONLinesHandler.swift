import FoundationEssentials
import Logging
import QueryReports

/// Writes each event as a JSON object on a line: time, level, event, then its facts by name.
nonisolated struct JSONLinesHandler: LogHandler {
  var logLevel = Logger.Level.info
  var metadata = Logger.Metadata()
  private let file: LogFile

  init(_ file: LogFile) {
    self.file = file
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    var members: [(String, JSONText)] = [
      ("time", .string(Date().formatted(style))), ("level", .string(event.level.rawValue)),
      ("event", .string(event.message.description)),
    ]
    let facts = metadata.merging(event.metadata ?? [:]) { $1 }
    for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
      members.append((name, Self.json(value)))
    }
    file.write(JSONText.object(of: members).line)
  }

  private static func json(_ value: Logger.Metadata.Value) -> JSONText {
    switch value {
    case .string(let text): .string(text)
    case .stringConvertible(let number as Int): .integer(number)
    case .stringConvertible(let other): .string(other.description)
    case .array(let values): .array(values.map(json))
    case .dictionary(let values):
      JSONText.object(of: values.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) })
    }
  }
}
