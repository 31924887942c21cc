/**
 * Control groups, version 2 only; {@link io.agentropic.cgroup.CgroupTree} finds the part of the tree that is ours and makes
 * an {@link io.agentropic.cgroup.AgentCgroup} for each incarnation. See Documentation/admin-guide/cgroup-v2.rst of the
 * kernel.
 */
@NullMarked
package io.agentropic.cgroup;

import org.jspecify.annotations.NullMarked;
