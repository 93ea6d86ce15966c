import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('ledger', '0002_append_only'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='InvestmentPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('from_year', models.PositiveSmallIntegerField()),
                ('to_year', models.PositiveSmallIntegerField()),
                ('motivation', models.TextField(blank=True)),
                ('handed_in_at', models.DateTimeField(blank=True, null=True)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'ordering': ['-from_year'],
                'constraints': [models.UniqueConstraint(fields=('school', 'from_year'), name='one_plan_per_school_and_start'), models.CheckConstraint(condition=models.Q(('to_year__gte', models.F('from_year'))), name='plan_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('programme', models.CharField(max_length=160)),
                ('description', models.CharField(max_length=200)),
                ('planned_cents', models.BigIntegerField()),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='budgets.investmentplan')),
            ],
            options={
                'ordering': ['year', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('planned_cents__gt', 0)), name='plan_item_positive')],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('regime', models.CharField(choices=[('material-2017', 'Material-intensive, once in 2017'), ('material-2019', 'Material-intensive, once in 2019'), ('material-2022', 'Material-intensive, once in 2022-2023'), ('material', 'Material-intensive, every year from 2023-2024'), ('places', 'Created places in the B-stream and BSO')], max_length=16)),
                ('school_year', models.PositiveSmallIntegerField(help_text='the year in which it starts')),
                ('title', models.CharField(max_length=120)),
                ('day', models.DateField(help_text='the day whose parameters count')),
                ('counting_date', models.DateField(blank=True, null=True)),
                ('pool_cents', models.BigIntegerField(blank=True, null=True)),
                ('pool_source', models.CharField(blank=True, max_length=200)),
                ('weights', models.JSONField(blank=True, default=dict, help_text='by group, where they are not those of the register')),
                ('weights_source', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('draft', 'Being prepared'), ('decided', 'Decided'), ('closed', 'Settled')], default='draft', max_length=8)),
                ('key', models.JSONField(blank=True, default=dict, help_text='the key as decided: factors, pool, rate, sources')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('envelope', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.envelope')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'ordering': ['-school_year', 'regime', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pool_cents__isnull', True), ('pool_cents__gte', 0), _connector='OR'), name='budget_pool_positive'), models.CheckConstraint(condition=models.Q(('pool_cents__isnull', True), models.Q(('pool_source', ''), _negated=True), _connector='OR'), name='typed_pool_names_its_source'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('decided_at__isnull', False), _connector='OR'), name='decided_round_says_when')],
            },
        ),
        migrations.CreateModel(
            name='PupilCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(max_length=8)),
                ('pupils', models.DecimalField(decimal_places=1, max_digits=8)),
                ('source', models.CharField(max_length=200)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='budgets.round')),
            ],
            options={
                'ordering': ['school__name', 'group'],
                'constraints': [models.UniqueConstraint(fields=('round', 'school', 'group'), name='one_count_per_school_and_group'), models.CheckConstraint(condition=models.Q(('pupils__gte', 0)), name='pupil_count_positive')],
            },
        ),
        migrations.CreateModel(
            name='PlacesClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('reference_pupils', models.DecimalField(decimal_places=1, max_digits=8)),
                ('pupils', models.DecimalField(decimal_places=1, max_digits=8)),
                ('explanation', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('handed_in', 'Handed in'), ('accepted', 'Accepted'), ('refused', 'Not accepted')], default='draft', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('handed_in_at', models.DateTimeField(blank=True, null=True)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.site')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='budgets.round')),
            ],
            options={
                'ordering': ['site__organisation__name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('round', 'site'), name='one_places_claim_per_site'), models.CheckConstraint(condition=models.Q(('pupils__gte', 0), ('reference_pupils__gte', 0)), name='places_counts_positive'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='refused_claim_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('amount_cents', models.BigIntegerField()),
                ('checked_at', models.DateTimeField(blank=True, help_text='when its evidence was found complete', null=True)),
                ('commitment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.commitment')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='budgets.round')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'ordering': ['school__name'],
                'constraints': [models.UniqueConstraint(fields=('round', 'school'), name='one_share_per_school'), models.CheckConstraint(condition=models.Q(('amount_cents__gte', 0)), name='share_positive')],
            },
        ),
        migrations.CreateModel(
            name='Expense',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('supplier', models.CharField(max_length=120)),
                ('description', models.CharField(max_length=200)),
                ('invoiced_on', models.DateField()),
                ('amount_cents', models.BigIntegerField()),
                ('state', models.CharField(choices=[('handed_in', 'To be checked'), ('accepted', 'Accepted'), ('refused', 'Not accepted')], default='handed_in', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='expenses', to='budgets.planitem')),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='budgets.share')),
            ],
            options={
                'ordering': ['invoiced_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='expense_positive'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='refused_expense_says_why')],
            },
        ),
        migrations.CreateModel(
            name='EligibleProgramme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regime', models.CharField(choices=[('material-2017', 'Material-intensive, once in 2017'), ('material-2019', 'Material-intensive, once in 2019'), ('material-2022', 'Material-intensive, once in 2022-2023'), ('material', 'Material-intensive, every year from 2023-2024'), ('places', 'Created places in the B-stream and BSO')], max_length=16)),
                ('title', models.CharField(max_length=160)),
                ('group', models.CharField(max_length=8)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('provisional', models.BooleanField(default=True)),
                ('source', models.CharField(max_length=200)),
                ('component', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.programmecomponent')),
            ],
            options={
                'ordering': ['regime', 'group', 'title'],
                'constraints': [models.UniqueConstraint(fields=('regime', 'title', 'valid_from'), name='one_group_per_programme_and_day')],
            },
        ),
    ]
