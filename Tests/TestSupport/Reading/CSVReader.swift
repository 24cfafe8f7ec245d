/// A strict reader of RFC 4180: CRLF after every record, quotes only around whole fields; or of the same with tabs and LF.
package enum CSVReader {
  /// The byte that the rules do not allow.
  package struct Fault: Error {
    let byte: Int
  }

  package static func records(_ bytes: [UInt8], hasTabs: Bool = false) throws -> [[String]] {
    let separator = hasTabs ? 0x09 : UInt8(ascii: ",")
    let lineEnd: [UInt8] = hasTabs ? [0x0A] : [0x0D, 0x0A]
    var records: [[String]] = []
    var record: [String] = []
    var index = 0
    while index < bytes.count {
      record.append(try field(bytes, &index, separator))
      guard index < bytes.count else { throw Fault(byte: index) }
      if bytes[index] == separator {
        index += 1
        continue
      }
      guard bytes[index...].starts(with: lineEnd) else { throw Fault(byte: index) }
      index += lineEnd.count
      records.append(record)
      record = []
    }
    return records
  }

  private static func field(
    _ bytes: [UInt8], _ index: inout Int, _ separator: UInt8
  ) throws -> String {
    var text: [UInt8] = []
    let quote = UInt8(ascii: "\"")
    guard index < bytes.count, bytes[index] == quote else {
      while index < bytes.count, ![separator, quote, 0x0D, 0x0A].contains(bytes[index]) {
        text.append(bytes[index])
        index += 1
      }
      return String(decoding: text, as: UTF8.self)
    }
    index += 1
    while index < bytes.count {
      if bytes[index] == quote {
        index += 1
        guard index < bytes.count, bytes[index] == quote else {
          return String(decoding: text, as: UTF8.self)
        }
      }
      text.append(bytes[index])
      index += 1
    }
    throw Fault(byte: index)
  }
}
