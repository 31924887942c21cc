/**
 * What hostile agents try, one attack after the other, only inside a fence; {@link io.agentropic.it.attack.Attacker} is
 * the agent that tries them, {@link io.agentropic.it.attack.Arsenal} lists them.
 */
@NullMarked
package io.agentropic.it.attack;

import org.jspecify.annotations.NullMarked;
