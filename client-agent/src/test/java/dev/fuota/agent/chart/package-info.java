/**
 * Draws the state machines by driving them: {@link dev.fuota.agent.chart.Chart} brings a real
 * machine into each of its states and lets each event happen, and {@link
 * dev.fuota.agent.chart.StateMachinesTest} compares what came of it with {@code
 * docs/state-machines.md}. A package's chart lies in the tests of its machine.
 */
@NullMarked
package dev.fuota.agent.chart;

import org.jspecify.annotations.NullMarked;
