/** Who is told when something is wrong: dead letters, old messages, failing functions, an API that answers 5xx. */
import { Alarm, ComparisonOperator, Stats, TreatMissingData, type Metric } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Duration } from "aws-cdk-lib/core";
import { use, type StackContext } from "sst/constructs";
import { NUDGE_QUEUES, QUEUE_NAMES, QUEUES } from "../queues.ts";
import { settings } from "../settings.ts";
import { App } from "./app.ts";
import { Data } from "./data.ts";
import { Web } from "./web.ts";

export function Monitoring({ stack, app }: StackContext) {
  const { alarmEmail } = settings(app.stage);
  const topic = new Topic(stack, "Alarms", { topicName: app.logicalPrefixedName("alarms"), enforceSSL: true });
  // enforceSSL writes a topic policy, which replaces the default one that lets the account's alarms publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
    }),
  );
  if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
  const notify = new SnsAction(topic);
  const alarm = (id: string, metric: Metric, threshold: number, evaluationPeriods = 1) =>
    new Alarm(stack, id, {
      alarmName: app.logicalPrefixedName(id),
      metric,
      threshold,
      evaluationPeriods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(notify);

  const minute = { period: Duration.minutes(1) };
  const five = { period: Duration.minutes(5) };
  for (const name of QUEUE_NAMES) {
    const { work, dead } = use(Data).queue(name);
    // A nudge does not stay there long enough to be counted: it is taken out at once, and that is counted.
    const given = NUDGE_QUEUES.includes(name)
      ? dead.metricNumberOfMessagesReceived(minute)
      : dead.metricApproximateNumberOfMessagesVisible(minute);
    alarm(`${name}-dead-letters`, given, 1);
    alarm(`${name}-age`, work.metricApproximateAgeOfOldestMessage(five), QUEUES[name].alarmAgeS, 2);
  }
  for (const [name, fn] of use(App).functions) alarm(`${name}-errors`, fn.metricErrors(five), 3);
  alarm("api-5xx", use(Web).api.metricServerError({ ...five, statistic: Stats.SUM }), 5);
  return { topic };
}
