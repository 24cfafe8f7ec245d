internal import CPlatform
import FoundationEssentials
import Glibc

/// Keeps the process small: it is to sit in a terminal for days.
nonisolated enum ProcessMemory {
  /// Has the allocator give memory back early; call it before the first thread starts.
  static func giveBackEarly() {
    cplatform_give_memory_back_early()
  }

  /// Unmaps the code that only starting up has needed, about 20 MiB of it.
  ///
  /// Code pages are clean copies of files: what is needed again comes back from the page cache at the next call, at the cost of a
  /// minor fault. A system without /proc keeps them, which is no fault.
  static func forgetStartupCode() {
    let maps: String
    do {
      maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
    } catch {
      return
    }
    for line in maps.split(separator: "\n") {
      let fields = line.split(separator: " ", omittingEmptySubsequences: true)
      guard fields.count == 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { continue }
      let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard ends.count == 2, ends[0] < ends[1] else { continue }
      // The range was just read from the kernel and holds nothing of ours but read-only code.
      madvise(UnsafeMutableRawPointer(bitPattern: ends[0]), Int(ends[1] - ends[0]), MADV_DONTNEED)
    }
  }
}
