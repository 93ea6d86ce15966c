import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Envelope',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='as in the address: small letters, digits, - and .', max_length=50, unique=True)),
                ('action', models.CharField(blank=True, db_index=True, help_text='number of the action of the plan', max_length=8)),
                ('title', models.CharField(max_length=200)),
                ('title_en', models.CharField(blank=True, max_length=200)),
                ('printed', models.CharField(blank=True, help_text='the amount, exactly as printed', max_length=200)),
                ('printed_cents', models.BigIntegerField(blank=True, help_text='empty when the paper names no figure', null=True)),
                ('kind', models.CharField(blank=True, choices=[('global', 'in all'), ('maximum', 'at most'), ('similar', 'a similar amount'), ('calendar_year', 'for one calendar year'), ('yearly', 'every year'), ('school_year', 'for one school year'), ('school_year_onwards', 'from a school year on'), ('period', 'for the whole period'), ('among_others', 'also meant for others')], max_length=20)),
                ('period', models.CharField(blank=True, max_length=200)),
                ('period_en', models.CharField(blank=True, max_length=200)),
                ('source', models.CharField(blank=True, help_text='paragraph of the plan, or the decision', max_length=300)),
                ('amount_cents', models.BigIntegerField(blank=True, help_text='the most that can be committed', null=True)),
                ('status', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed')], default='open', max_length=6)),
                ('committed_cents', models.BigIntegerField(default=0)),
                ('paid_cents', models.BigIntegerField(default=0)),
                ('recovered_cents', models.BigIntegerField(default=0)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='years', to='ledger.envelope')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_cents__isnull', True), ('amount_cents__gte', 0), _connector='OR'), name='ceiling_positive'), models.CheckConstraint(condition=models.Q(('committed_cents', 0), models.Q(('amount_cents__isnull', False), ('committed_cents__lte', models.F('amount_cents'))), _connector='OR'), name='commitments_within_envelope'), models.CheckConstraint(condition=models.Q(('committed_cents__gte', 0), ('paid_cents__gte', 0), ('recovered_cents__gte', 0)), name='envelope_totals_positive'), models.CheckConstraint(condition=models.Q(('paid_cents__lte', django.db.models.expressions.CombinedExpression(models.F('committed_cents'), '+', models.F('recovered_cents')))), name='paid_within_commitments'), models.CheckConstraint(condition=models.Q(('recovered_cents__lte', models.F('paid_cents'))), name='recovered_within_paid')],
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('beneficiary', models.CharField(max_length=200)),
                ('iban', models.CharField(blank=True, max_length=34)),
                ('purpose', models.CharField(max_length=200)),
                ('reference', models.CharField(blank=True, help_text='what it stands for: "funding.grant:12"', max_length=120)),
                ('made_on', models.DateField()),
                ('amount_cents', models.BigIntegerField()),
                ('planned_cents', models.BigIntegerField(default=0, help_text='payments planned or in a run, not yet paid')),
                ('paid_cents', models.BigIntegerField(default=0)),
                ('asked_cents', models.BigIntegerField(default=0, help_text='asked back, not yet received')),
                ('recovered_cents', models.BigIntegerField(default=0)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('envelope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='ledger.envelope')),
            ],
            options={
                'indexes': [models.Index(fields=['envelope', 'made_on'], name='ledger_comm_envelop_fd07f0_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_cents__gte', 0), ('asked_cents__gte', 0), ('paid_cents__gte', 0), ('planned_cents__gte', 0), ('recovered_cents__gte', 0)), name='commitment_totals_positive'), models.CheckConstraint(condition=models.Q(('amount_cents__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('planned_cents'), '+', models.F('paid_cents')), '-', models.F('recovered_cents')))), name='payments_within_commitment'), models.CheckConstraint(condition=models.Q(('paid_cents__gte', django.db.models.expressions.CombinedExpression(models.F('asked_cents'), '+', models.F('recovered_cents')))), name='recoveries_within_paid'), models.UniqueConstraint(condition=models.Q(('amount_cents__gt', 0), models.Q(('reference', ''), _negated=True)), fields=('reference',), name='one_live_commitment_per_reference')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('label', models.CharField(max_length=140)),
                ('amount_cents', models.BigIntegerField()),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('ordered', 'In a payment run'), ('done', 'Paid'), ('failed', 'Refused by the bank'), ('withdrawn', 'Withdrawn')], default='planned', max_length=9)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='ledger.commitment')),
            ],
            options={
                'indexes': [models.Index(fields=['commitment', 'due_on'], name='ledger_paym_commitm_224584_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='payment_positive'), models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state__in', ('done', 'failed'))), models.Q(('done_on__isnull', True), ('state__in', ('planned', 'ordered', 'withdrawn'))), _connector='OR'), name='payment_done_on')],
            },
        ),
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('number', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('event', models.CharField(choices=[('open', 'Envelope opened'), ('adjust', 'Ceiling changed'), ('commit', 'Committed'), ('release', 'Released'), ('pay', 'Paid'), ('payment_refused', 'Payment refused: corrected'), ('recover', 'Recovered'), ('recovery_undone', 'Recovery corrected')], max_length=20)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('commitment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.commitment')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='ledger.journalentry')),
                ('envelope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.envelope')),
                ('payment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.payment')),
            ],
            options={
                'verbose_name_plural': 'journal entries',
                'indexes': [models.Index(fields=['envelope', 'number'], name='ledger_jour_envelop_e8b424_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('event', 'pay')), fields=('payment',), name='payment_booked_once'), models.UniqueConstraint(fields=('corrects',), name='entry_corrected_once')],
            },
        ),
        migrations.CreateModel(
            name='PaymentRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('queued', 'Being made'), ('done', 'Ready')], default='queued', max_length=6)),
                ('execute_on', models.DateField()),
                ('payer', models.CharField(blank=True, help_text='name of the account that is paid from', max_length=70)),
                ('payer_iban', models.CharField(blank=True, max_length=34)),
                ('started_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('total_cents', models.BigIntegerField()),
                ('payment_count', models.PositiveIntegerField()),
                ('envelope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='ledger.envelope')),
            ],
            options={
                'indexes': [models.Index(fields=['envelope', 'started_at'], name='ledger_paym_envelop_bf7b49_idx')],
            },
        ),
        migrations.AddField(
            model_name='payment',
            name='run',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='ledger.paymentrun'),
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.CharField(choices=[('authority', 'Credit granted'), ('available', 'Still to commit'), ('committed', 'Committed, to pay'), ('paid', 'Paid'), ('recovered', 'Back')], max_length=10)),
                ('cents', models.BigIntegerField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='ledger.journalentry')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('cents', 0), _negated=True), name='posting_moves_something'), models.UniqueConstraint(fields=('entry', 'account'), name='one_posting_per_account')],
            },
        ),
        migrations.CreateModel(
            name='Recovery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('amount_cents', models.BigIntegerField()),
                ('reason', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('asked', 'Asked back'), ('received', 'Received'), ('waived', 'Waived')], default='asked', max_length=8)),
                ('asked_on', models.DateField()),
                ('settled_on', models.DateField(blank=True, null=True)),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recoveries', to='ledger.commitment')),
            ],
            options={
                'verbose_name_plural': 'recoveries',
                'indexes': [models.Index(fields=['commitment', 'asked_on'], name='ledger_reco_commitm_57ee09_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='recovery_positive'), models.CheckConstraint(condition=models.Q(models.Q(('settled_on__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='recovery_settled_on')],
            },
        ),
        migrations.AddField(
            model_name='journalentry',
            name='recovery',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='ledger.recovery'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(fields=['run', 'state'], name='ledger_paym_run_id_5dec76_idx'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('run__isnull', True), ('state__in', ('planned', 'withdrawn'))), models.Q(('run__isnull', False), ('state__in', ('ordered', 'done', 'failed'))), _connector='OR'), name='payment_in_run'),
        ),
    ]
