// zlib, from the system's headers (Debian's zlib1g-dev).
#include <zlib.h>
