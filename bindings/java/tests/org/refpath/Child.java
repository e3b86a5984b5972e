/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.ArrayList;
import java.util.List;

/** What LifetimeTest runs in a process of its own. */
final class Child {
    private static final List<Object> KEPT = new ArrayList<>();

    private Child() {
    }

    public static void main(String[] args) throws Exception {
        Protocol protocol = Given.mini();
        switch (args[0]) {
            case "plan":
                System.out.print(Given.plan(protocol).toJson());
                break;
            case "alive":
                Plan plan = Given.plan(protocol);
                KEPT.addAll(List.of(protocol, protocol.newCase(Given.CASE), plan, plan.root(), plan.steps(), protocol.draft()));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> plan.text(java.util.Locale.FRENCH)));
                break;
            case "daemon":
                for (int i = 0; i < 3; i++) {
                    Thread thread = new Thread(() -> {
                        while (true) {
                            Given.plan(protocol).toJson();
                        }
                    });
                    thread.setDaemon(true);
                    thread.start();
                }
                Thread.sleep(200);
                break;
            default:
                throw new IllegalArgumentException(args[0]);
        }
    }
}
