package io.agentropic.it.attack;

import io.agentropic.agent.Agent;
import io.agentropic.agent.AgentContext;
import java.util.List;

/**
 * Tries the attacks that its arguments name, or all, in order, on the {@link Scene} that is its input. Before each it
 * prints {@code try NAME}, after it {@code end NAME OUTCOME}: one that ends the process is known by its missing end.
 */
public final class Attacker implements Agent {

    @Override
    public void execute(AgentContext context) {
        Inside.require();
        Scene scene = Scene.parse(context.inputText());
        List<Attack> all = Arsenal.all();
        List<Attack> chosen = context.args().isEmpty()
                ? all
                : context.args().stream().map(name -> Attack.named(all, name)).toList();
        chosen.forEach(attack -> attempt(attack, scene));
    }

    private static void attempt(Attack attack, Scene scene) {
        System.out.println("try\t" + attack.name());
        System.out.flush();
        System.out.println(
                "end\t" + attack.name() + "\t" + outcome(attack, scene).line());
        System.out.flush();
    }

    /** An attack may throw anything, errors of linkage in a fenced JVM included; the next one is tried all the same. */
    @SuppressWarnings("CatchingUnchecked")
    private static Outcome outcome(Attack attack, Scene scene) {
        try {
            return attack.attempt().run(scene);
        } catch (Exception | LinkageError e) {
            return new Outcome.Broken(e.toString());
        }
    }
}
