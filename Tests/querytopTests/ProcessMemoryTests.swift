import Testing

@testable import querytop

@Suite("Memory that is given back") struct ProcessMemoryTests {
  private static func mapping(_ line: String, anonymous: Int) -> String {
    "\(line)\nSize: 8 kB\nRss: 8 kB\nAnonymous: \(anonymous) kB\nVmFlags: rd mr\n"
  }

  private func ranges(_ line: String, anonymous: Int = 0) -> [Range<UInt>] {
    ProcessMemory.cleanFileRanges(Self.mapping(line, anonymous: anonymous))
  }

  @Test func `is code and constants of files, page for page as the file has them`() {
    let code = "1000-3000 r-xp 00000000 08:01 42 /usr/bin/querytop"
    #expect(ranges(code) == [0x1000..<0x3000])
    #expect(ranges("1000-3000 r--p 00000000 08:01 42 /usr/bin/a program") == [0x1000..<0x3000])
    #expect(ranges(code, anonymous: 4) == [])
  }

  @Test(arguments: [
    "1000-3000 rw-p 00000000 08:01 42 /usr/bin/querytop", "1000-3000 rw-p 00000000 00:00 0",
    "1000-3000 r--p 00000000 00:00 0 [vvar]", "1000-3000 r--s 00000000 08:01 42 /dev/shm/x",
    "1000-3000 rw-p 00000000 00:00 0 [heap]", "3000-1000 r-xp 00000000 08:01 42 /usr/bin/querytop",
    "1000-3000 r-xp", "",
  ]) func `is nothing that is written, shared or nobody's file`(line: String) {
    #expect(ranges(line) == [])
  }

  @Test func `is looked for again once things have settled, and every hour`() {
    let seconds = (1...7300).filter { ProcessMemory.isTimeToForget(atSecond: $0) }
    #expect(seconds == [5, 12, 3600, 7200])
  }

  @Test func `is found in this very process, which runs on without it`() throws {
    let bytes = try InputFile.read(PathBytes("/proc/self/smaps"), limit: 16 << 20)
    let maps = String(decoding: bytes, as: UTF8.self)
    #expect(ProcessMemory.cleanFileRanges(maps).count > 5)
    ProcessMemory.forgetUnusedFiles()
    #expect(ProcessMemory.cleanFileRanges(maps).allSatisfy { !$0.isEmpty })
  }
}
