// Linked into the fully static program alone. Names are looked up by what is inside it, the files of /etc and DNS,
// whatever /etc/nsswitch.conf says: a module of the host (mdns, resolve, sss, …) would bring the host's glibc with it,
// and glibc aborts where that is older than its own.
#include <nss.h>

__attribute__((constructor)) static void look_up_without_modules(void) {
  __nss_configure_lookup("hosts", "files dns");
  __nss_configure_lookup("passwd", "files");
  __nss_configure_lookup("group", "files");
  __nss_configure_lookup("services", "files");
}
