import Glibc

/// A file of `/proc`, which says nothing of its length.
enum ProcFile {
  /// Its text as far as a number of bytes; nil where there is none, as for a process that has ended.
  static func text(_ path: String, atMost most: Int = 65_536) -> String? {
    let descriptor = open("/proc/" + path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      // The buffer is written by C and never read past what C says it wrote; a long file comes in pieces.
      count = 0
      while count < most, let start = buffer.baseAddress {
        let more = read(descriptor, start + count, most - count)
        guard more > 0 else { break }
        count += more
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A field of a process's status in MiB: `VmRSS` what it holds, `VmHWM` the most it has held; nil for one that has ended.
  static func memory(_ field: String, of id: pid_t) -> Double? {
    status(field, of: id).map { $0 / 1024 }
  }

  /// A process and its children: a dashboard on a terminal is the child of its guardian.
  static func family(of id: pid_t) -> [pid_t] {
    let children = text("\(id)/task/\(id)/children")?.split(separator: " ") ?? []
    return [id] + children.compactMap { pid_t($0) }
  }

  /// The sum of a field in MiB over a process and its children.
  ///
  /// Pages they share are counted in each.
  static func memory(_ field: String, ofFamily id: pid_t) -> Double? {
    guard let own = memory(field, of: id) else { return nil }
    return family(of: id).dropFirst().reduce(own) { $0 + (memory(field, of: $1) ?? 0) }
  }

  /// The most MiB that a process and its children have held at one time.
  ///
  /// A dashboard's most, and what its guardian holds: its own most is its start, before there is a dashboard.
  static func mostMemory(ofFamily id: pid_t) -> Double? {
    let family = family(of: id)
    guard let dashboard = family.last, let most = memory("VmHWM", of: dashboard) else { return nil }
    return family.dropLast().reduce(most) { $0 + (memory("VmRSS", of: $1) ?? 0) }
  }

  /// A number of a process's status, in the unit it is given in; nil for a process that has ended.
  static func status(_ field: String, of id: pid_t) -> Double? {
    let line = text("\(id)/status")?.split(separator: "\n").first { $0.hasPrefix(field + ":") }
    guard let words = line?.split(whereSeparator: \.isWhitespace), words.count > 1 else {
      return nil
    }
    return Double(words[1])
  }

  /// How busy the machine is: `2 cores, load 0.71`, over the last minute.
  static var load: String {
    let average = text("loadavg")?.split(separator: " ").first ?? "unknown"
    return "\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores, load \(average)"
  }
}
