/// Rows as JSON objects, one a line.
///
/// Numbers and nested values as they came, missing members left out, controls escaped. Of columns with
/// one name the second is called `name (2)`, and so on.
struct JSONRows: Sendable {
  /// How rows follow one another.
  struct Joint {
    /// Whether commas stand between rows, as in an array.
    let isList: Bool
    /// Whether rows have been written before these.
    let continues: Bool
  }

  /// The names the keys were last made for: pages mostly have the same.
  private var names: [String] = []
  private var keys: [[UInt8]] = []

  mutating func write(_ page: ResultPage, from first: inout Int, _ joint: Joint) -> [UInt8] {
    if names != page.names || keys.isEmpty {
      names = page.names
      keys = Self.keys(names)
    }
    // It outlives the call.
    let memory = page.memory
    let width = keys.count
    // A key's comma, a null, a string's quotes; a control becomes six bytes.
    let fixed = keys.reduce(4) { $0 + $1.count + 5 }
    let start = first
    return ByteWriter.array(of: page, from: &first, fixed: fixed, growth: 6) { row, out in
      if joint.isList {
        if joint.continues || row > start { out.put(",") }
        out.put("\n")
      }
      object(memory, row * width, &out)
      if !joint.isList { out.put("\n") }
    }
  }

  private func object(_ memory: PageMemory, _ first: Int, _ out: inout ByteWriter) {
    out.put("{")
    var isFirst = true
    for (index, key) in keys.enumerated() {
      let slot = memory.slots[first + index]
      let kind = slot.kind
      if kind == .missing { continue }
      if !isFirst { out.put(",") }
      isFirst = false
      out.put(key)
      switch kind {
      case .missing: break
      case .null: out.put(Self.null)
      case .boolean, .number, .nested: out.put(memory.text(slot))
      case .string: Self.string(memory.text(slot), &out)
      }
    }
    out.put("}")
  }

  private static let null = Array("null".utf8)

  @inline(__always)
  private static func string(_ text: UnsafeBufferPointer<UInt8>, _ out: inout ByteWriter) {
    out.put("\"")
    if !out.put(text, unlessMarked: ByteMarks.inJSON) { escape(text, &out) }
    out.put("\"")
  }

  private static func escape(_ text: UnsafeBufferPointer<UInt8>, _ out: inout ByteWriter) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.put("\\")
        out.put(byte)
      case 0x08: short("b", &out)
      case 0x09: short("t", &out)
      case 0x0A: short("n", &out)
      case 0x0C: short("f", &out)
      case 0x0D: short("r", &out)
      case ..<0x20, 0x7F: long(byte, &out)
      // U+0080 to U+009F, controls to a terminal though not to JSON.
      case 0xC2 where index < text.count && text[index] < 0xA0:
        long(text[index], &out)
        index += 1
      default: out.put(byte)
      }
    }
  }

  private static func short(_ letter: Unicode.Scalar, _ out: inout ByteWriter) {
    out.put("\\")
    out.put(letter)
  }

  private static func long(_ control: UInt8, _ out: inout ByteWriter) {
    for scalar: Unicode.Scalar in ["\\", "u", "0", "0"] { out.put(scalar) }
    for digit in [control >> 4, control & 15] {
      out.put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
    }
  }

  /// Every column's name in quotes, with the colon.
  private static func keys(_ names: [String]) -> [[UInt8]] {
    let taken = Set(names)
    var used: Set<String> = []
    var numbers: [String: Int] = [:]
    return names.map { name in
      var unique = name
      while !used.insert(unique).inserted {
        repeat {
          numbers[name, default: 1] += 1
          unique = "\(name) (\(numbers[name, default: 1]))"
        } while taken.contains(unique)
      }
      return Array(unique.utf8).withUnsafeBufferPointer { text in
        ByteWriter.array(atMost: text.count * 6 + 3) { out in
          string(text, &out)
          out.put(":")
        }
      }
    }
  }
}
