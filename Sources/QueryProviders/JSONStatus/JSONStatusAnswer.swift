package import FoundationEssentials
package import QueryCore
import QueryHTTP

/// An answer of a JSON status provider, without its rows: every field may be missing.
package struct JSONStatusAnswer: Hashable, Sendable {
  package var status: String?
  /// What the answer is about, by the provider's name for it.
  package var id: String?
  /// Done of 100; a fraction is rounded down.
  package var percent: Int?
  /// Rows of the result; of all or of this page, as the provider has it.
  package var resultRows: Int?
  /// The result's columns in order, the first `JSONReader.mostTexts` of them.
  package var resultColumns: [String] = []
  package var failure: QueryFailure?
  package var startedAt: Date?
  package var endedAt: Date?
  package var expiresAt: Date?
  /// The link to the next page of rows as it came; nil on the last, and when it is no text of a
  /// length that can be followed.
  package var next: String?
  /// nil where all of the answer could be read.
  package var damage: AnswerDamage?

  /// Reads an answer's body.
  ///
  /// What is broken or cut hides what stands behind it, and nothing that came before: a target whose rows
  /// are too many to be taken is known all the same.
  /// - Throws: `JSONError` when it is not JSON, is no object, breaks before it has said its status, or
  ///   says that twice.
  package init(decoding body: [UInt8], _ fields: JSONFields) throws {
    var reader = JSONReader(body)
    do {
      try reader.readObject { reader, key in try read(fields[key], &reader) }
      try reader.finish()
      damage = AnswerDamage(reader)
    } catch let error as JSONError {
      guard status != nil, error.reason.isBreak else { throw error }
      damage = AnswerDamage(reader, brokenBy: error)
    }
  }

  private mutating func read(_ member: JSONFields.Member?, _ reader: inout JSONReader) throws {
    switch member {
    case nil: break
    case .object(let fields):
      try reader.readObjectIfPresent { reader, key in try read(fields[key], &reader) }
    case .field(let field): try read(field, &reader)
    }
  }

  private mutating func read(_ field: JSONField, _ reader: inout JSONReader) throws {
    switch field {
    case .status: status = try StatusText.read(&reader, after: status)
    case .id: id = try reader.readText(atMost: 256)
    case .failure: failure = try reader.readFailure() ?? failure
    case .percent: percent = try Self.readPercent(&reader)
    case .resultRows: resultRows = try reader.readCount()
    case .resultColumns: resultColumns = try reader.readTexts()
    case .startedAt: startedAt = try reader.readInstant()
    case .endedAt: endedAt = try reader.readInstant()
    case .expiresAt: expiresAt = try reader.readInstant()
    case .next: next = try reader.readText(atMost: SameOriginLink.longest + 1)
    }
  }

  /// Reads 0 to 100; what lies outside is the nearer of the two, and what is no number is nil.
  private static func readPercent(_ reader: inout JSONReader) throws -> Int? {
    guard let text = try reader.readText(atMost: 32), let number = Double(text), !number.isNaN
    else { return nil }
    return Int(min(max(0, number), 100))
  }
}
