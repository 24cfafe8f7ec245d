// What the static libraries ask of a glibc newer than 2.34, answered so that the release starts on 2.34:
// hypot and hypotf got new versions in 2.35 (only errno differs), arc4random came with 2.36 (libstdc++ asks for it).
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

#if defined(__x86_64__)
#define FIRST_GLIBC "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define FIRST_GLIBC "GLIBC_2.17"
#endif
#define HIDDEN __attribute__((visibility("hidden")))

__asm__(".symver first_hypot,hypot@" FIRST_GLIBC);
__asm__(".symver first_hypotf,hypotf@" FIRST_GLIBC);
double first_hypot(double, double);
float first_hypotf(float, float);

HIDDEN double hypot(double a, double b) { return first_hypot(a, b); }
HIDDEN float hypotf(float a, float b) { return first_hypotf(a, b); }

/// Kernel randomness, as glibc's own: it ends the program rather than return a number that is not random.
HIDDEN uint32_t arc4random(void) {
  uint32_t value;
  while (getrandom(&value, sizeof value, 0) != sizeof value)
    if (errno != EINTR) abort();
  return value;
}
