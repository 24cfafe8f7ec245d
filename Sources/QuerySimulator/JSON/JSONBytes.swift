/// JSON text written straight into bytes: a page of 1,000 queries is made once a second beside the
/// dashboard that reads it.
struct JSONBytes {
  private(set) var bytes: [UInt8] = []

  init(reserving capacity: Int = 512) {
    bytes.reserveCapacity(capacity)
  }

  /// The bytes that a closure writes.
  static func value(_ write: (inout JSONBytes) -> Void) -> [UInt8] {
    var json = JSONBytes(reserving: 32)
    write(&json)
    return json.bytes
  }

  /// Makes room for so many bytes more.
  mutating func reserve(_ more: Int) {
    bytes.reserveCapacity(bytes.count + more)
  }

  mutating func byte(_ byte: UInt8) {
    bytes.append(byte)
  }

  /// Appends bytes that are JSON already.
  mutating func raw(_ json: [UInt8]) {
    bytes.append(contentsOf: json)
  }

  /// Appends text that is JSON already.
  mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends a string between quotes, its quotes, backslashes and control characters escaped.
  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): raw("\\\"")
      case UInt8(ascii: "\\"): raw("\\\\")
      case UInt8(ascii: "\n"): raw("\\n")
      case UInt8(ascii: "\r"): raw("\\r")
      case UInt8(ascii: "\t"): raw("\\t")
      case 0..<0x20, 0x7F:
        raw("\\u00")
        bytes.append(Self.hexDigit(byte >> 4))
        bytes.append(Self.hexDigit(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends an integer.
  mutating func integer(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(value.magnitude, width: 1)
  }

  /// Appends a decimal number given in units of its last place: `decimal(1234, places: 2)` is
  /// 12.34.
  mutating func decimal(_ value: Int, places: Int) {
    let unit = (0..<places).reduce(UInt(1)) { power, _ in power * 10 }
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(value.magnitude / unit, width: 1)
    guard places > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    digits(value.magnitude % unit, width: places)
  }

  /// Appends a moment as `"2026-10-03T12:41:07.250Z"`, given in milliseconds since 1970.
  mutating func timestamp(_ milliseconds: Int) {
    let day = milliseconds.floored(by: 86_400_000)
    let inDay = UInt(milliseconds - day * 86_400_000)
    bytes.append(UInt8(ascii: "\""))
    self.day(CivilDay(daysSinceEpoch: day))
    bytes.append(UInt8(ascii: "T"))
    digits(inDay / 3_600_000, width: 2)
    bytes.append(UInt8(ascii: ":"))
    digits(inDay / 60_000 % 60, width: 2)
    bytes.append(UInt8(ascii: ":"))
    digits(inDay / 1000 % 60, width: 2)
    bytes.append(UInt8(ascii: "."))
    digits(inDay % 1000, width: 3)
    raw("Z\"")
  }

  /// Appends `"2026-10-03"`.
  mutating func date(_ day: CivilDay) {
    bytes.append(UInt8(ascii: "\""))
    self.day(day)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func day(_ day: CivilDay) {
    let parts = day.parts
    digits(parts.year.magnitude, width: 4)
    bytes.append(UInt8(ascii: "-"))
    digits(parts.month.magnitude, width: 2)
    bytes.append(UInt8(ascii: "-"))
    digits(parts.day.magnitude, width: 2)
  }

  /// Appends decimal digits, with zeros in front up to `width`.
  private mutating func digits(_ value: UInt, width: Int) {
    var count = 1
    var limit: UInt = 10
    while count < width || count < 20 && value >= limit {
      limit = limit &* 10
      count += 1
    }
    // From the last digit on: dividing by a constant is a multiplication.
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count))
    var place = bytes.count
    var rest = value
    while rest > 0 {
      place -= 1
      bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
