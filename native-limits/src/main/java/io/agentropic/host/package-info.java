/** What this host can enforce; {@link io.agentropic.host.HostProbe} finds out without changing it. */
@NullMarked
package io.agentropic.host;

import org.jspecify.annotations.NullMarked;
